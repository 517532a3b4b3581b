"""The fixed shapes, one book for each language. Fields in braces are figures and checked names only."""

from dataclasses import dataclass
from typing import Final

from daumoi_calc.statistics.sentences.statement import Language


@dataclass(frozen=True)
class Phrases:
    """Shapes of one language; the comments of the Vietnamese book say when each is used."""

    higher: str
    lower: str
    level: str
    groups: str
    means_level: str
    interval: str
    weights: str
    labellings_all: str
    labellings_drawn: str
    little: str
    little_blind: str
    enough: str
    relative: str
    adjusted: str
    stratified: str
    silent: str
    pairs: str
    little_plain: str
    little_points: str
    little_points_blind: str
    labels: str
    labels_sign: str
    labels_verdict: str
    labels_steady: str
    everything: str
    without: str
    outcomes: str
    outcome: str
    outcomes_little: str
    upgrades: str
    upgrades_level: str
    upgrades_little: str
    upgrades_blind: str
    before: str
    trend_up: str
    trend_down: str
    trend_level: str
    rank: str


VIETNAMESE: Final = Phrases(
    higher="cao hơn {points} điểm so với",
    lower="thấp hơn {points} điểm so với",
    level="ngang với",
    groups="Trong năm {year}, theo {index} phiên bản {version}, {n1} đơn vị hình thức {form} có điểm trung bình"
    " {direction} {n2} đơn vị khác; {figures}.",
    means_level="bằng điểm trung bình của",
    interval="delta = {delta}, khoảng tin cậy {level} %: {low} đến {high}, {p}",
    weights="; thay đổi trọng số {draws} lần: dấu giữ nguyên ở {kept} %",
    labellings_all="Giá trị p cho biết cách chia nhóm này hiếm đến đâu trong tất cả {count} cách gán nhãn;"
    " đây là toàn bộ các đơn vị, không phải mẫu.",
    labellings_drawn="Giá trị p cho biết cách chia nhóm này hiếm đến đâu trong {count} cách gán nhãn rút ngẫu nhiên"
    " (sai số chuẩn {error}); đây là toàn bộ các đơn vị, không phải mẫu.",
    little="Chưa đủ bằng chứng để nói hai nhóm khác nhau; với {n1} và {n2} đơn vị như vậy chỉ phát hiện được"
    " |delta| từ {least} (kiểm định hạng).",
    little_blind="Chưa đủ bằng chứng để nói hai nhóm khác nhau; với {n1} và {n2} đơn vị như vậy, kiểm định hạng chưa"
    " thể phát hiện, dù chênh lệch lớn đến đâu.",
    enough="Với {n1} và {n2} đơn vị như vậy, kiểm định hạng phát hiện được |delta| từ {least}.",
    relative="Lưu ý: điểm được chuẩn hóa theo chính các đơn vị được so, điểm của một đơn vị thay đổi khi điểm của"
    " đơn vị khác thay đổi.",
    adjusted="Trong năm {year}, theo {index} phiên bản {version}, khi giữ cố định {covariates}, đơn vị hình thức {form}"
    " có điểm {direction} đơn vị khác; {p}.",
    stratified="Trong năm {year}, theo {index} phiên bản {version}, so trong từng tầng theo {kind}, {n1} đơn vị hình"
    " thức {form} có điểm trung bình {direction} {n2} đơn vị khác; {p}.",
    silent="{count} đơn vị đứng ở tầng chỉ có một loại, không tham gia phép so.",
    pairs="Trong năm {year}, theo {index} phiên bản {version}, ở {count} cặp ghép, đơn vị hình thức {form} có điểm trung"
    " bình {direction} đơn vị cùng cặp; {p}.",
    little_plain="Chưa đủ bằng chứng để nói hai nhóm khác nhau.",
    little_points="Chưa đủ bằng chứng để nói hai nhóm khác nhau; với số đơn vị như vậy chỉ phát hiện được chênh lệch"
    " trên {least} điểm.",
    little_points_blind="Chưa đủ bằng chứng để nói hai nhóm khác nhau; với số đơn vị như vậy, dù chênh lệch lớn đến"
    " đâu cũng chưa thể phát hiện.",
    labels="Trong năm {year}, theo {index} phiên bản {version}, đổi nhãn hình thức {form} lần lượt của từng đơn vị"
    " ({count} lần): chênh lệch điểm trung bình từ {low} đến {high}, delta từ {delta_low} đến {delta_high}, p từ"
    " {p_low} đến {p_high}.",
    labels_sign="Dấu của chênh lệch đổi khi đổi nhãn của: {units}.",
    labels_verdict="Giá trị p chuyển qua mức 0,05 khi đổi nhãn của: {units}.",
    labels_steady="Dấu của chênh lệch và phía của p so với mức 0,05 giữ nguyên ở mọi lần đổi.",
    everything="Trong năm {year}, theo {index} phiên bản {version}, tính trên mọi chỉ tiêu, {n1} đơn vị hình thức {form}"
    " có điểm trung bình {direction} {n2} đơn vị khác; {figures}.",
    without="Bỏ {count} chỉ tiêu đo chính hình thức tổ chức ({names}; {share} % trọng số), điểm trung bình của"
    " {n1} đơn vị hình thức {form} {direction} {n2} đơn vị khác; {figures}.",
    outcomes="Trong năm {year}, theo {index} phiên bản {version}, {count} kết quả được so cùng lúc; các giá trị p dưới đây"
    " đã điều chỉnh theo Holm.",
    outcome="{name}: {n1} đơn vị hình thức {form} có điểm trung bình {direction} {n2} đơn vị khác; {figures}.",
    outcomes_little="Sau điều chỉnh, chưa đủ bằng chứng để nói hai nhóm khác nhau ở: {names}.",
    upgrades="Theo {index} phiên bản {version}, quanh năm chuyển sang hình thức {form}, điểm của {count} đơn vị thay đổi"
    " bình quân {direction} các đơn vị chưa chuyển trong cùng các năm; {p} qua {ways} cách gán lại năm chuyển.",
    upgrades_level="ngang với",
    upgrades_little="Chưa đủ bằng chứng để nói mức thay đổi khác nhau; với số đơn vị như vậy chỉ phát hiện được chênh"
    " lệch trên {least} điểm.",
    upgrades_blind="Chưa đủ bằng chứng để nói mức thay đổi khác nhau; với số đơn vị như vậy, dù chênh lệch lớn đến"
    " đâu cũng chưa thể phát hiện.",
    before="Trước năm chuyển, chênh lệch đổi {slope} điểm mỗi năm ({slope_p}); với năm giả định sớm hơn {shift} năm:"
    " {placebo} điểm ({placebo_p}); hai phép kiểm này khó phát hiện sai khác khi có ít đơn vị.",
    trend_up="Từ năm {first} đến năm {last}, điểm của {unit} theo {index} phiên bản {version} tăng {points} điểm, từ"
    " {start} đến {end}.",
    trend_down="Từ năm {first} đến năm {last}, điểm của {unit} theo {index} phiên bản {version} giảm {points} điểm, từ"
    " {start} đến {end}.",
    trend_level="Điểm của {unit} theo {index} phiên bản {version} năm {first} và năm {last} cùng là {end}.",
    rank="Trong năm {year}, theo {index} phiên bản {version}, {unit} đứng thứ {rank} trong {of} đơn vị; khi thay đổi"
    " cách tính {draws} lần, khoảng {level} % của hạng là từ {low} đến {high}.",
)

ENGLISH: Final = Phrases(
    higher="{points} points higher than",
    lower="{points} points lower than",
    level="level with",
    groups="In {year}, on {index} version {version}, the {n1} units of form {form} scored on average {direction} the"
    " {n2} others; {figures}.",
    means_level="level with",
    interval="delta = {delta}, {level}% confidence interval: {low} to {high}, {p}",
    weights="; weights varied {draws} times: sign kept in {kept}%",
    labellings_all="The p-value tells how rare this split is among all {count} labellings; these are all units, not a"
    " sample.",
    labellings_drawn="The p-value tells how rare this split is among {count} labellings drawn at random (standard error"
    " {error}); these are all units, not a sample.",
    little="There is not enough evidence to say that the groups differ; with {n1} and {n2} such units only |delta| from"
    " {least} up can be detected (rank test).",
    little_blind="There is not enough evidence to say that the groups differ; with {n1} and {n2} such units the rank"
    " test can detect nothing, however large.",
    enough="With {n1} and {n2} such units the rank test detects |delta| from {least} up.",
    relative="Note: scores are normalised on the very units compared; the score of one unit moves when others move.",
    adjusted="In {year}, on {index} version {version}, at equal {covariates}, units of form {form} scored {direction}"
    " others; {p}.",
    stratified="In {year}, on {index} version {version}, within strata by {kind}, the {n1} units of form {form} scored on"
    " average {direction} the {n2} others; {p}.",
    silent="{count} units stand in strata with one kind only and take no part.",
    pairs="In {year}, on {index} version {version}, in {count} matched pairs, units of form {form} scored on average"
    " {direction} their partners; {p}.",
    little_plain="There is not enough evidence to say that the groups differ.",
    little_points="There is not enough evidence to say that the groups differ; with so many units only a difference"
    " above {least} points can be detected.",
    little_points_blind="There is not enough evidence to say that the groups differ; with so few units nothing can be"
    " detected, however large.",
    labels="In {year}, on {index} version {version}, turning the label {form} of each unit round in turn ({count} times):"
    " difference in means from {low} to {high}, delta from {delta_low} to {delta_high}, p from {p_low} to {p_high}.",
    labels_sign="The sign of the difference turns with the label of: {units}.",
    labels_verdict="The p-value crosses 0.05 with the label of: {units}.",
    labels_steady="The sign of the difference and the side of p at 0.05 stay through every recoding.",
    everything="In {year}, on {index} version {version}, over all indicators, the {n1} units of form {form} scored on"
    " average {direction} the {n2} others; {figures}.",
    without="Without the {count} indicator(s) that measure the form itself ({names}; {share}% of the weights), the {n1}"
    " units of form {form} scored on average {direction} the {n2} others; {figures}.",
    outcomes="In {year}, on {index} version {version}, {count} outcomes are compared at once; the p-values below are"
    " adjusted by Holm.",
    outcome="{name}: the {n1} units of form {form} scored on average {direction} the {n2} others; {figures}.",
    outcomes_little="After adjustment there is not enough evidence to say that the groups differ in: {names}.",
    upgrades="On {index} version {version}, around the year of moving to form {form}, the scores of {count} units moved on"
    " average {direction} those of units not yet moved in the same years; {p} over {ways} re-assignments of the years.",
    upgrades_level="level with",
    upgrades_little="There is not enough evidence to say that the movements differ; with so many units only a difference"
    " above {least} points can be detected.",
    upgrades_blind="There is not enough evidence to say that the movements differ; with so few units nothing can be"
    " detected, however large.",
    before="Before the move the difference moved {slope} points a year ({slope_p}); at a pretended date {shift} year(s)"
    " earlier: {placebo} points ({placebo_p}); both checks have little power with few units.",
    trend_up="From {first} to {last} the score of {unit} on {index} version {version} rose {points} points, from {start}"
    " to {end}.",
    trend_down="From {first} to {last} the score of {unit} on {index} version {version} fell {points} points, from"
    " {start} to {end}.",
    trend_level="The score of {unit} on {index} version {version} is {end} both in {first} and in {last}.",
    rank="In {year}, on {index} version {version}, {unit} holds place {rank} of {of}; over {draws} ways of computing, the"
    " {level}% interval of its place is {low} to {high}.",
)

BOOKS: Final = {Language.VIETNAMESE: VIETNAMESE, Language.ENGLISH: ENGLISH}
"""The book of each language."""
