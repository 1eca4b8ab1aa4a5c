"""The words that tell a measurable target or baseline from any other number, as data (folded)."""

from __future__ import annotations

# A level follows: 入园率达到98%. Longest first where one opens another.
LEVEL = (
    "提高到|提升到|增加到|增长到|扩大到|上升到|降低到|下降到|减少到|压减到|控制到|提高至|提升至|增加至|增长至|扩大至|"
    "降低至|下降至|压缩至|压缩到|压减至|缩短至|缩短到|降至|增至|降到|升到|增到|升至|提至|达到|达|保持在|保持|维持在|稳定在|稳定到|"
    "控制在|占比为|占到|占|列支|(?<![行作认])为"
)
# Something is made, found, trained or given: 新建3所小学.
ACTION = (
    "新改扩建|改扩建|改\\(扩\\)建|新建|扩建|改建|迁建|续建|配建|共建|建成|建设|建立|创建|创成|争创|建|打造|培养|培育|培训|新增|增加|增设|"
    "组建|设立|成立|引进|引入|招聘|招录|招引|选聘|选派|选树|评选|评定|遴选|推选|开展|开设|开办|开发|举办|实施|完成|"
    "掌握|学会|给予|发放|奖励|补助|资助|支持|投入|安排|提高|提升|降低|减少|下降|增长|入选|主持|参与|布局|拥有|配备|配齐|"
    "认定|推出|推广|改造|扶持|获批|获评|命名|惠及|提供|储备|引育|孵化|形成|立项|研制|编制|更新|购置|接收|回收"
)
# The number is what is done away with, not what is aimed at: 消除56人以上大班额.
ABOLISH = "消除|消灭|杜绝|取消|清理|化解|治理|防止|严禁|禁止|不得|解决"
# A name that ends so is a measure: the number behind it is its value.
MEASURE = (
    "率|比例|比重|占比|之比|比|规模|人数|数量|总数|总量|数|年限|面积|标准|津贴|补贴|经费|资金|值|额|水平|时间|时长|总分|均分|"
    "容量|学位|工资|投入|学分|课时|床位"
)
# A name that says nothing by itself and takes the subject before it: …优秀率30%,合格率100%.
BARE = (
    "占比|占|比例|比重|增长|增幅|年均增长|同比增长|降低|下降|提高|合格率|优秀率|优良率|达标率|覆盖率|覆盖面|接入率|参与率|完成率|普及率|"
    "满意率|总数|人数|总人数|数量|面积|带宽|金额|总额|资金"
)
# What an indicator's name may open with and loses.
LEADING = (
    "必须|确保|力争|争取|努力|基本|逐步|持续|稳步|全面|全部|进一步|实现|使得|使|让|并且|并(?!轨)|将|要|应|其中|包括|分别|另|还|已|再|共(?!享|建)|"
    "累计|总计|现有|全区|我区|全县|我县|区内|县内|截至|截止|至|到|在(?!园|校|册|编|岗|职|读|籍|线|学)|以(?!上|下)|按照|按|较|比(?!例|重|赛)|"
    "与|和|及(?!格)|以及|或|年内|年底|期间|时期|末|底|前(?!沿|瞻|三)|后(?!勤)|时(?!间|代)|内(?!部|地)|中(?!小|等|学|职|高|招|青|心|国|考|华|层)|"
    "达到|有(?!效|需|条件|关|机|编)|含|约|近(?!视|郊)|拥有"
)
# What may stand before a name and is no part of it: 一是…, 3. …
ENUMERATION = "[一二三四五六七八九十]{1,2}是|\\(?\\d{1,2}[.、)]"
TRAILING = (
    "只有|仅有|只|不超过|不低于|不少于|不高于|平均|最高|最低|一般|原则上|力争|争取|(?<![平人年生])均|都|各|共计|共|总计|合计|累计|约|近|已|有|在|至|到|分别|仅|也|则|更|"
    "的|不|每年|每|再|四个|三个|两个|五个"
)
# Names that say nothing even with a subject.
EMPTY = "目标|任务|要求|标准|方面|内容|问题|工作|行动|措施"
# Verbs of making: a Chinese numeral straight behind one is a target (新建三所), elsewhere mostly a phrase (三种模式).
MAKING = (
    "新改扩建|改扩建|改\\(扩\\)建|新建|扩建|改建|迁建|配建|建成|建设|建立|创建|创成|打造|培养|培育|培训|新增|增加|增设|组建|设立|成立|"
    "引进|招聘|选派|选树|评选|遴选|完成|开设|开办|命名|改造"
)
# Verbs behind a number first named: 3所学校入选…, 2万平方米校舍进行改造.
BEHIND = "入选|改造|投入使用|通过|达标|建成|完成|开工|竣工|创成|获评|纳入"
# Where the words behind a number stop to be its noun.
BREAK = "完善|整合|推进|健全|做到|加强|深化|实施|持续|建立|构建|形成|进行|用于|促进|举办|开展|落实|制定|提升"

# Stages that a list runs through: 小学班额…,初中…
STAGES = "学前|幼儿园|小学|初中|普通高中|高中|中职|中等职业学校|大学"
# Words that two names of one measure may differ by.
FILLER = "全区|我区|全县|我县|本区|区域内|县域内|三年|九年|十五年|教育|阶段|适龄|儿童|少年|的|实现|平均"

# A section that looks back, and one that tells how the plan came about (its counts are of no interest).
RETROSPECT = (
    r"(?:主要|发展|历史性?|取得的?)成就|成就$|(?:主要|工作|取得的?)成绩|成绩$|(?:主要|发展|工作|取得的?)成效|成效(?:显著|明显|突出)|回顾|现状|"
    r"(?:发展|完成|执行|实施|落实|基本|主要)情况|(?:发展|工作|办学|现实)基础|基础条件"
)
PROCESS = r"编制过程|起草过程|起草背景|编制背景|起草说明|征求意见|调研"
# A sentence that looks back in a section that does not.
LOOKS_BACK = r"截至|截止|目前|现有|已有|已建成|现已"
# A section that looks ahead, whatever else its title names (现状与目标).
PROSPECT = r"(?:目标|思路|要求|任务|举措|措施|愿景)(?:任务)?$"
PER_HEAD = "生均|人均|津贴|补贴|待遇|标准"
