// The page's one dialog: an alert of the bot, or a question with two answers.

const node = (id) => document.getElementById(id);

function open(text, isQuestion) {
  const dialog = node("dialog");
  if (dialog.open) dialog.close("no");
  node("dialog-text").textContent = text;
  node("dialog-no").hidden = !isQuestion;
  dialog.returnValue = "no";
  dialog.showModal();
  node("dialog-yes").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Show a text until it is closed. */
export const tell = (text) => open(text, false);

/** Ask; true for yes. */
export const ask = (question) => open(question, true);
