"""The words of the office's replies (domain.md 5.2).

Written with diacritics; a reply may leave them out, wholly or in part. Phrases are
parted by commas; the longest that fits is taken. "#" stands for a number.
"""

from __future__ import annotations

from enum import Enum


class Sense(Enum):
    """What a phrase adds to the meaning of a reply."""

    NOT = "negation"
    NOT_YET = "chưa: not done, whatever follows"
    DONE = "done, if nothing else is said but what goes without saying"
    SURELY_DONE = "done, also with other words around"
    DOING = "a deed that a negation makes undone"
    UNDER_WAY = "in progress"
    PARTLY = "done in part only"
    STEP = "a step on the way, or a count"
    LATER = "a plan, a wish, a duty"
    DOUBT = "a condition or a doubt"
    SPOILT = "came back, or went wrong"
    BUT = "a contrast"
    EXCEPT = "all but something"
    SUBMITTED = "handed up"
    OBSTACLE = "stuck"
    EXTENSION = "more time"
    REASSIGN = "not ours"
    QUESTION = "a question"
    PROMISE = "will tell later"
    ACK = "received"
    PLAIN = "goes without saying"
    OTHER = "anything else"


PHRASES: dict[Sense, str] = {
    Sense.NOT: """
        không, không phải, không thể, chẳng, chả, hổng, đâu có, làm gì có, not
        """,
    Sense.NOT_YET: """
        chưa, vẫn chưa, cũng chưa, còn chưa, chửa, not yet, không kịp, chưa kịp, chậm
        tiến độ, không đạt, không hoàn thành, không xong, chưa được, <no>, chưa làm gì,
        không làm được, không làm xong, làm không xong, làm không kịp
        """,
    Sense.DONE: """
        xong, xong xuôi, hoàn thành, hoàn tất, làm xong, thực hiện xong, hoàn thành
        xong, done, finished, đã thực hiện, đã báo cáo, đã có báo cáo, đã nộp, đã nộp
        báo cáo, đã gửi, đã gửi báo cáo, đã ban hành, đã phát hành, mới xong, vừa xong,
        vừa hoàn thành, mới hoàn thành, đã hoàn thiện xong, <100%>, xử lý xong, giải
        quyết xong, triển khai xong, tổng hợp xong, rà soát xong, kiểm tra xong, đã nộp
        rồi, đã gửi rồi, nộp rồi, nộp báo cáo rồi, gửi báo cáo rồi, gửi văn bản rồi, báo
        cáo đã gửi, văn bản đã gửi, báo cáo đã nộp, đã trả lời, trả lời rồi, ban hành
        rồi, phát hành rồi, em gửi báo cáo rồi, em gửi văn bản rồi, em gửi rồi, em nộp
        rồi
        """,
    Sense.SURELY_DONE: """
        đã xong, đã hoàn thành, đã hoàn tất, đã làm xong, xong rồi, xong hết rồi, làm
        xong rồi, hoàn thành rồi, hoàn thành xong rồi, hoàn tất rồi, đã thực hiện xong,
        đã xong rồi, đã hoàn thành xong, đã kết thúc, already done, xong hẳn, xong hẳn
        rồi, xong lâu rồi, xong toàn bộ rồi, xong tất cả rồi, xong hoàn toàn rồi, đã
        xong hết rồi, xử lý xong rồi, giải quyết xong rồi, đã xử lý xong, đã giải quyết
        xong, đã triển khai xong, đã tổng hợp xong, đã rà soát xong
        """,
    Sense.DOING: """
        làm, thực hiện, triển khai, xử lý, giải quyết, trình, nộp, gửi, ban hành, phát
        hành, kịp, tham mưu, bắt đầu, tiến hành
        """,
    Sense.UNDER_WAY: """
        đang, vẫn đang, gần xong, sắp xong, gần hoàn thành, sắp hoàn thành, cơ bản xong,
        cơ bản hoàn thành, cơ bản đã xong, cơ bản đã hoàn thành, sắp, gần, về cơ bản, cơ
        bản, gần như, hầu như, mới bắt đầu, đã bắt đầu, bắt đầu làm, mới làm, tiếp tục,
        làm dở, dở dang, một nửa, hơn nửa, gần nửa, được nửa, hơn một nửa, phân nửa, đã
        triển khai, đã và đang, in progress, hòm hòm, mới được, đã làm được, đã thực
        hiện được, đã được, đã có dự thảo, đã dự thảo, đã họp, đã phân công, đã giao, đã
        gửi dự thảo, cb xong, cb hoàn thành, cb đã xong, vẫn làm, gần hết, mới làm được,
        làm được một ít, làm được ít
        """,
    Sense.PARTLY: """
        dự thảo, bản thảo, bản nháp, nháp, đề cương, khung, phần, một phần, bước, khâu,
        giai đoạn, công đoạn, nửa, sơ bộ, bước đầu, một số, đa số, phần lớn, hầu hết,
        chủ yếu, tạm, tạm thời, mới chỉ, chỉ mới, chỉ, mới, dần, <ratio>, <part>,
        <percent>, nội dung chính, phần chính, khối lượng lớn, sơ sơ, sơ qua, qua loa,
        phụ lục, bản mềm
        """,
    Sense.STEP: """
        khảo sát, lấy ý kiến, xin ý kiến, góp ý, thẩm định, thẩm tra, thu thập, số liệu,
        hồ sơ, chuẩn bị, nội bộ, phân công, cuộc họp, họp, biên bản, từng, mỗi, một,
        hai, ba, bốn, lần, đợt, vòng, chờ ký, bổ sung, chỉnh sửa, sửa, hoàn thiện, rà
        lại, soát lại, hơn, khoảng, vài, mấy, tiến độ, <number>, quy trình
        """,
    Sense.SPOILT: """
        trả lại, trả về, bị, bị trả, bị trả lại, làm lại, lại, sai, thiếu, sót, hủy,
        huỷ, hỏng, lỗi, nhầm, không thành công
        """,
    Sense.LATER: """
        sẽ, dự kiến, phấn đấu, cố gắng, cố, gắng, ráng, hứa, xin hứa, cam kết, định,
        tính, dự định, hẹn, mong, hy vọng, hi vọng, muốn, cần, phải, nên, yêu cầu, đề
        nghị, nhờ, xin, cho phép, hạn, thời hạn, hạn chót, trước khi, sau khi, chậm
        nhất, để, nhằm, cho kịp, cho xong, kế hoạch là, quyết tâm, bảo đảm, đảm bảo, lộ
        trình, mục tiêu, chỉ tiêu, tranh thủ, khẩn trương, sớm, kịp thời, tuần sau, tuần
        tới, tháng sau, tháng tới, mai, lát nữa, tí nữa, chút nữa, hôm sau, trước ngày,
        theo hạn, nữa, trong tuần, trong tháng, trong ngày, <soon>, sẽ báo cáo, báo cáo
        sau, sẽ gửi báo cáo, kế hoạch hoàn thành, ngày hoàn thành, làm ngay, thực hiện
        ngay, xử lý ngay, triển khai ngay, báo cáo ngay, gửi ngay, nộp ngay, chiều, tối
        gửi, tối nộp, tối trình, tối báo, tối làm, tối em, tối về, sáng gửi, sáng nộp,
        tập trung, nỗ lực, <later>, giúp em, giúp anh, giúp mình, giúp với, hộ em, hộ
        anh, hộ mình, hộ với, giùm, lát, tí, tý, chốc, xíu, sau, làm ơn, nhanh, nhanh
        lên, theo kế hoạch xong, theo kế hoạch hoàn thành, theo kế hoạch là, theo kế
        hoạch sẽ, tỷ lệ
        """,
    Sense.DOUBT: """
        nếu, khi, lúc, thì, hễ, miễn, miễn là, giá mà, giá như, đáng lẽ, lẽ ra, suýt,
        tưởng, nghĩ, coi như, xem như, chắc, chắc là, có lẽ, có thể, khả năng, hình như,
        nghe nói, nghe, hẳn, đâu, gì, sao, nào, ai, mà, dừng, ngừng, thôi, hoãn, tạm
        dừng, chờ, đợi, chậm, khác, bao giờ xong, vì, do, giả sử, ví dụ, đừng, tăng,
        giảm, hay, hoặc, biết, nói, bảo, cũ, năm ngoái, năm trước, tháng trước, kỳ
        trước, quý trước, lần trước, trước đây, trước đó, chưa chắc, không chắc, gọi là,
        kiểu, <nonday>, <nonsense>, chưa chắc chắn, danh nghĩa, hình thức, giấy tờ, lý
        thuyết, cá nhân, bên kia, việc kia, cái kia, xã bên, sở bên, phường bên, đơn vị
        bạn, việc trước, nhiệm vụ trước, việc khác, cái trước, đùa, nói đùa, khó
        """,
    Sense.BUT: """
        nhưng, nhưng mà, tuy, tuy nhiên, song, còn, riêng, ngoài, có điều, trong khi,
        dù, mặc dù, vẫn
        """,
    Sense.EXCEPT: """
        trừ, ngoại trừ, chỉ trừ, trừ mỗi, chỉ còn, còn mỗi, chỉ còn mỗi, còn lại
        """,
    Sense.SUBMITTED: """
        đã trình, đã trình ký, đã trình lãnh đạo, đã tham mưu, vừa trình, mới trình,
        trình rồi, trình xong, đã trình xong, đã ký trình, đã tham mưu trình, đã gửi
        trình, đã chuyển trình, trình ký rồi, đã làm tờ trình, đã có tờ trình
        """,
    Sense.OBSTACLE: """
        vướng, vướng mắc, khó khăn, gặp khó, trở ngại, ách tắc, bế tắc, chưa thống nhất,
        không thống nhất, chưa có hướng dẫn, chưa có kinh phí, không có kinh phí, thiếu
        kinh phí, chưa bố trí được, chưa bố trí kinh phí, chưa được cấp kinh phí, chưa
        có quy định, thiếu nhân lực, thiếu người, chờ ý kiến, chờ xin ý kiến, chờ hướng
        dẫn, chờ văn bản hướng dẫn, chờ phản hồi, chờ trả lời, chờ sở, chờ bộ, chờ tw,
        chờ trung ương, chờ kinh phí, chờ phối hợp, đợi ý kiến, đợi hướng dẫn, đợi phản
        hồi, đợi sở, đợi bộ, đợi tw, tháo gỡ, kiến nghị, đề nghị tháo gỡ, chưa có mặt
        bằng, chưa nhận được ý kiến, chưa có ý kiến, chưa nhận được phản hồi, chưa có số
        liệu, chưa nhận được số liệu, chậm phối hợp, không phối hợp, chưa phối hợp, đang
        vướng, bị vướng, chờ phản hồi của, không chịu, không đồng thuận, chưa đồng
        thuận, không hợp tác, không có người, không có nhân lực, không đủ người, không
        đủ kinh phí, bị tắc, đang tắc, tắc ở, tắc khâu, bị ách, đang bị ách, ách ở, chưa
        trả lời, các xã chưa, các sở chưa, các đơn vị chưa, các phường chưa, các ngành
        chưa, các địa phương chưa, các phòng chưa, các huyện chưa, sở chưa có ý kiến,
        vướng mặt bằng
        """,
    Sense.EXTENSION: """
        gia hạn, xin gia hạn, đề nghị gia hạn, cho gia hạn, lùi hạn, lùi thời hạn, lùi
        thời gian, xin lùi, cho lùi, lùi đến, lùi sang, lùi lại, dời hạn, dời sang, dời
        đến, xin dời, giãn tiến độ, giãn thời hạn, kéo dài thời hạn, kéo dài thời gian,
        thêm thời gian, thêm # ngày, thêm # tuần, thêm # tháng, thêm # hôm, thêm vài
        ngày, thêm ít ngày, thêm mấy ngày, thêm vài hôm, thêm ngày, thêm tuần, thêm một
        tuần, thêm hai tuần, thêm ba ngày, thêm hai ngày, thêm một tháng, thêm một ngày,
        thêm năm ngày, thêm mười ngày, xin khất, khất, nới hạn, điều chỉnh thời hạn,
        điều chỉnh hạn, xin chậm, cho chậm, nộp chậm, xin hoãn, cho hoãn, thêm <soon>,
        thêm mấy hôm, thêm ít hôm, thêm vài tuần, thêm ít thời gian, thêm chút thời
        gian, thêm ít lâu, nộp muộn, gửi muộn, xin muộn, báo cáo muộn, trình muộn, nộp
        trễ, xin trễ, trình chậm, gửi chậm, báo cáo chậm hơn, xin nộp chậm
        """,
    Sense.REASSIGN: """
        không thuộc thẩm quyền, không thuộc, không phải đơn vị, không phải việc, không
        phải nhiệm vụ, không phải của, không phải trách nhiệm, không đúng đơn vị, không
        đúng thẩm quyền, không được giao, không liên quan, giao nhầm, giao sai, nhầm đơn
        vị, nhầm người, thuộc thẩm quyền, thuộc chức năng, thuộc trách nhiệm, là việc
        của, chuyển sở, chuyển cho sở, chuyển sang sở, chuyển phòng, chuyển cho phòng,
        chuyển sang phòng, chuyển ban, chuyển cho ban, chuyển đơn vị, chuyển cho đơn vị,
        chuyển sang đơn vị, chuyển ubnd, chuyển cho ubnd, chuyển cho anh, chuyển cho
        chị, chuyển việc, chuyển nhiệm vụ, đề nghị chuyển, xin chuyển, giao cho đơn vị
        khác, giao đơn vị khác, giao lại cho, chuyển anh, chuyển chị, chuyển a, chuyển
        đồng chí, chuyển bác, chuyển cô, chuyển chú, chuyển qua sở, chuyển qua phòng,
        chuyển qua đơn vị, chuyển qua ban, việc này của sở, việc này của phòng, việc này
        của ban, việc này của bên, việc này của đơn vị, việc của sở, việc của phòng,
        việc của đơn vị, không phụ trách, không còn phụ trách, không chủ trì, không phải
        chủ trì, không theo dõi, chỉ phối hợp, chuyển công tác, gửi nhầm
        """,
    Sense.QUESTION: """
        còn mấy, mấy việc, bao nhiêu, việc của tôi, việc của em, việc gì, quá hạn gì,
        hạn khi nào, hạn bao giờ, ngày nào, khi nào, bao giờ, lúc nào, thế nào, như thế
        nào, ra sao, là sao, tại sao, vì sao, sao lại, ai làm, ai chủ trì, ở đâu, gì
        vậy, gì thế, gì nhỉ, là gì, được không, đúng không, phải không, có phải, có cần,
        hay chưa, hay không, chưa nhỉ, danh sách việc, cho hỏi, xin hỏi, em hỏi, tôi
        hỏi, việc nào, nhiệm vụ nào, văn bản nào, đơn vị nào, có gì mới, mấy giờ, hả,
        nhỉ, hôm nào, bữa nào, tuần nào, tháng nào, của ai, cho ai, được chưa, nhận
        chưa, chưa vậy, đến đâu, tới đâu, nhận được chưa, được chưa ạ
        """,
    Sense.PROMISE: """
        em báo, tôi báo, sẽ báo, báo sau, báo lại, báo anh, báo chị, em gửi, sẽ gửi,
        xong em, xong tôi, xong sẽ
        """,
    Sense.ACK: """
        ok, oke, okie, oki, okela, okay, đã nhận, đã nhận được, nhận được, nhận, đã rõ,
        rõ, rõ rồi, vâng, dạ, dạ vâng, ừ, ừm, uh, cảm ơn, cám ơn, thanks, thank, noted,
        đã xem, đã đọc, đã biết, đã tiếp nhận, tiếp nhận, đã nắm, nắm rồi, roger, nhất
        trí, đồng ý, tuân lệnh, em nhận, đã nhận nhiệm vụ, đã nhận việc, <thumb>, tk,
        okê, ô kê, okee, okey, biết rồi, đã hiểu, hiểu rồi
        """,
    Sense.PLAIN: """
        ạ, a, nhé, nha, nhá, nhe, ah, à, ơi, em, e, anh, chị, c, ac, sếp, bác, chú, cô,
        tôi, mình, kính, thưa, kính thưa, kính gửi, đồng chí, thủ trưởng, lãnh đạo, chủ
        tịch, văn phòng, báo cáo, việc, công việc, nhiệm vụ, nội dung, công tác, cái,
        này, đó, ấy, kia, đã, rồi, hết, tất cả, toàn bộ, hoàn toàn, cả, đầy đủ, bên, đơn
        vị, phòng, sở, ban, ubnd, ủy ban, tỉnh, cơ quan, tại, theo, ở, về, và, kèm, kèm
        theo, công văn, văn bản, quyết định, thông báo, tờ trình, kế hoạch, số, ký hiệu,
        trên, hệ thống, trục, liên thông, idesk, ioffice, td, office, email, qua, bằng,
        đúng hạn, trước hạn, trước thời hạn, đúng thời hạn, đúng tiến độ, đúng quy định,
        theo yêu cầu, theo chỉ đạo, theo kế hoạch, được, đạt, kết quả, của, luôn, với,
        có, xuất sắc, tốt, xin báo cáo, xin phép báo cáo, trả lời, lúc này, không vướng,
        không vướng mắc, không vướng mắc gì, không có vướng mắc, không có vướng mắc gì,
        không còn vướng mắc, không có khó khăn, không có khó khăn vướng mắc, không khó
        khăn, <doc>, <day>, <code>, <figure>, <tick>, chưa có vướng mắc, chưa vướng,
        chưa vướng mắc, chưa phát sinh vướng mắc, chưa có khó khăn, chưa gặp vướng mắc,
        chưa gặp khó khăn, em báo cáo, tôi báo cáo, mình báo cáo, từ, đều, đúng yêu cầu,
        theo đúng yêu cầu, không có gì vướng, không vướng gì, không có gì vướng mắc,
        không gặp khó khăn, không gặp vướng mắc, không gặp khó khăn gì, không có vấn đề
        gì, công dân, cả # việc, cả # nhiệm vụ, cả hai việc, cả ba việc, cả bốn việc, cả
        năm việc, cả hai nhiệm vụ, cả ba nhiệm vụ, cả bốn nhiệm vụ, <code> thì, việc này
        thì, cái này thì, nhiệm vụ này thì, xã, phường, đặc khu, giám đốc
        """,
    Sense.OTHER: """
        không xin gia hạn, không cần gia hạn, gia hạn giấy phép, gia hạn hợp đồng, đã
        chuyển, đã trình bày, trình bày, <when>, dân, người dân, nhân dân, để em hỏi, để
        tôi hỏi, để em xem, đang họp, đang nghỉ, đang ốm, hợp tác, đối tác, đang đi công
        tác, đang đi học, đang đi họp, công ty
        """,
}
