// Who has a phone: the office's cast, plus people and groups not linked yet.

import { getGroups, getOffice, getPeople } from "./api.js";
import { fill, words } from "./words.js";

/** The phones shown at first: one of each of these, around the first unit with a group. */
const FIRST_ROLES = ["officer", "unit_head", "tracker", "leader"];

/** "Cán bộ, Đầu mối · STC; Theo dõi · VP-TH" */
function describeRoles(rows) {
  const units = new Map();
  for (const { role, unit } of rows) {
    if (!units.has(unit)) units.set(unit, []);
    units.get(unit).push(words.roles[role] ?? role);
  }
  return [...units]
    .map(([unit, roles]) => [[...new Set(roles)].join(", "), unit].filter(Boolean).join(" · "))
    .join("; ");
}

function listPersons(cast, people) {
  const rows = Map.groupBy
    ? Map.groupBy(cast, (row) => row.id)
    : cast.reduce((all, row) => all.set(row.id, [...(all.get(row.id) ?? []), row]), new Map());
  for (const person of people) if (!rows.has(person.id)) rows.set(person.id, []);
  const names = new Map([...people, ...cast].map(({ id, name }) => [id, name]));
  return [...rows].map(([id, roles]) => ({
    id,
    kind: "person",
    name: names.get(id),
    roles,
    short: roles.length > 0 ? (words.roles[roles[0].role] ?? roles[0].role) : words.notLinked,
    subtitle: roles.length > 0 ? describeRoles(roles) : words.notLinked,
  }));
}

function listGroups(bound, known) {
  const groups = new Map(known.map((group) => [group.id, { unit: null, ...group }]));
  for (const group of bound) {
    groups.set(group.id, { members: [], ...groups.get(group.id), ...group });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    kind: "group",
    short: words.group,
    name: group.title,
    members: group.members ?? [],
    subtitle: [
      words.group,
      group.unit ?? words.notLinked,
      group.members?.length ? fill(words.groupMembers, { count: group.members.length }) : null,
    ].filter(Boolean).join(" · "),
  }));
}

/** Everybody's chats, and the bot where the server tells it. */
export async function loadCast() {
  const [office, { people, bot }, known] = await Promise.all([getOffice(), getPeople(), getGroups()]);
  const persons = listPersons(office.people, people);
  const groups = listGroups(office.groups, known);
  return { bot, persons, groups, chats: [...persons, ...groups] };
}

const hasRole = (role, unit) => (person) =>
  person.roles.some((row) => row.role === role && (unit === undefined || row.unit === unit));

/** The ids of the phones shown before anybody has chosen, the group in second place. */
export function chooseFirstPhones({ persons, groups, chats }) {
  const group = groups.find((each) => each.unit !== null) ?? groups[0];
  const chosen = FIRST_ROLES.map(
    (role) => persons.find(hasRole(role, group?.unit)) ?? persons.find(hasRole(role)),
  );
  chosen.splice(1, 0, group);
  const ids = [...new Set(chosen.filter(Boolean).map((chat) => chat.id))];
  return ids.length > 1 ? ids : chats.slice(0, 4).map((chat) => chat.id);
}

/**
 * Who can write in a group, an officer first: its members. While they are not
 * known, its unit's people and then everybody else who is linked.
 */
export function listSpeakers(group, persons) {
  const ofUnit = (person) => person.roles.some((row) => row.unit === group.unit);
  const isKnown = group.members.length > 0;
  const isMember = (person) => (isKnown ? group.members.includes(person.id) : ofUnit(person));
  const rank = (person) => (hasRole("officer")(person) ? 0 : 1);
  return {
    members: persons.filter(isMember).sort((one, other) => rank(one) - rank(other)),
    others: isKnown ? [] : persons.filter((person) => !isMember(person) && person.roles.length > 0),
  };
}
