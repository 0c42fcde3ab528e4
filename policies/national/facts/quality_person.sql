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
    r.unreadable AS unreadable,
    r.unreadable_fields AS unreadable_fields
FROM register_person AS r
LEFT JOIN numbers AS n ON n.number_key = r.number_key
