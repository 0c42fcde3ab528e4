-- fact:    quality_person
-- zh:      名册成员行
-- en:      A member's row as it was sent
-- grain:   person_id
-- subject: person
-- columns:
--   age              integer  year | 周岁 | Age | by the document number, else by the date of birth; unknown without either | 以证件号码推算，无有效号码时用出生日期
--   born_on          date          | 出生日期 | Born on | as written
--   number_born_on   date          | 证件号码中的出生日期 | Born on, by the number
--   sex              code(sex)     | 性别 | Sex | as written
--   number_sex       code(sex)     | 证件号码中的性别 | Sex, by the number
--   document_kind    code(document_kind) | 证件类型 | Document kind
--   number_length    integer       | 证件号码位数 | Length of the number
--   number_doubt     text          | 证件号码存疑之处 | Doubt in the number
--   checksum_ok      boolean       | 校验位相符 / 校验位不符 | Check character fits / Check character does not fit | unknown without 18 digits
--   card_category    text          | 残疾人证号中的类别 | Category in the card number | digit 19
--   card_grade       text          | 残疾人证号中的等级 | Grade in the card number | digit 20
--   number_empty     boolean       | 证件号码为空 / 证件号码已填 | Number left empty / Number filled in
--   same_number      integer  row  | 同一证件号码的行数 | Rows with this number | in all files of the check; by the first 18 characters
--   relation         code(relation) | 与户主关系 | Relation to head
--   has_post         boolean       | 有公益性岗位 / 没有公益性岗位 | Holds a post / Holds no post
--   post_count       integer post  | 公益性岗位个数 | Posts
--   post_months      integer month | 公益性岗位月数 | Months in the post
--   post_months_empty boolean      | 公益性岗位月数未填 / 公益性岗位月数已填 | Months left empty / Months filled in
--   post_from_on     date          | 公益性岗位开始时间 | Post from
--   post_start_empty boolean       | 公益性岗位开始时间未填 / 公益性岗位开始时间已填 | Start of the post left empty / Start of the post filled in
--   post_to_on       date          | 公益性岗位结束时间 | Post until
--   labour           code(labour)  | 劳动技能 | Capacity for work
--   student          boolean       | 在校 / 不在校 | In school / Not in school | 学龄前儿童不算在校
--   tekun            boolean       | 是特困供养人员 / 不是特困供养人员 | On tekun / Not on tekun
--   working          boolean       | 已务工 / 未务工 | Working / Not working
--   work_area        code(work_area) | 务工区域 | Where the person works
--   unreadable       integer  item | 无法识别的单元格数 | Cells that cannot be read
--   unreadable_fields text         | 无法识别的字段 | Fields that cannot be read
WITH numbers AS (
    SELECT r.number_key, COUNT(*) AS same_number
    FROM register_person AS r
    WHERE r.number_key IS NOT NULL
    GROUP BY r.number_key
)
SELECT
    r.person_id,
    r.household_id,
    r.area_code,
    years_between(COALESCE(r.number_born_on, r.born_on), :as_of) AS age,
    r.born_on AS born_on,
    r.number_born_on AS number_born_on,
    r.sex AS sex,
    r.number_sex AS number_sex,
    r.document_kind AS document_kind,
    r.number_length AS number_length,
    r.number_doubt AS number_doubt,
    r.number_checksum_ok AS checksum_ok,
    r.number_category AS card_category,
    r.number_grade AS card_grade,
    r.document_number_empty AS number_empty,
    n.same_number AS same_number,
    r.relation AS relation,
    CASE WHEN r.post IS NOT NULL THEN TRUE WHEN r.post_empty THEN FALSE END AS has_post,
    r.post_count AS post_count,
    r.post_months AS post_months,
    r.post_months_empty AS post_months_empty,
    r.post_from_on AS post_from_on,
    r.post_from_on_empty AS post_start_empty,
    r.post_to_on AS post_to_on,
    r.labour AS labour,
    CASE WHEN r.schooling_empty THEN FALSE ELSE r.schooling <> 'below_school_age' END AS student,
    r.tekun AS tekun,
    r.working AS working,
    r.work_area AS work_area,
    r.unreadable AS unreadable,
    r.unreadable_fields AS unreadable_fields
FROM register_person AS r
LEFT JOIN numbers AS n ON n.number_key = r.number_key
