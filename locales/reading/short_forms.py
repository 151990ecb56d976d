"""The short forms of the office's replies (domain.md 5.2)."""

from __future__ import annotations

# Short forms, as whole words, and what they stand for.
_SHORT = """
    ko k hk hok hông hong khg kô kh khum hem khôg = không
    ch chx cưa = chưa
    r rùi òi rui roài rr = rồi
    dc đc đươc đựơc = được
    xog xg xongg xonggg = xong
    hthanh hthành hoanthanh hoànthành = hoàn thành
    j jì = gì
    lđ ld = lãnh đạo
    dag đag dg đg = đang
    qđ qd = quyết định
    đv dv = đơn vị
    ub = ubnd
    ms = mới
    vs = với
    bc = báo cáo
    vb = văn bản
    cv = công văn
    cx = cũng
    nv = nhiệm vụ
    gh = gia hạn
    lm = làm
    ntn = như thế nào
    ttr = tờ trình
    yc = yêu cầu
    trc = trước
    vm = vướng mắc
    kp = kinh phí
    yk = ý kiến
    sd = sử dụng
    đn = đề nghị
    đx = đã xong
    tgian = thời gian
    bn = bao nhiêu
    hd = hướng dẫn
    tb = thông báo
    tg = thời gian
    bh = bao giờ
    mb = mặt bằng
    tks tk ths = thanks
    gđ = giám đốc
    sg sng = sáng
    dthao = dự thảo
"""
SHORT = {
    short: meaning.strip()
    for shorts, _, meaning in (line.partition("=") for line in _SHORT.splitlines())
    for short in shorts.split()
}
