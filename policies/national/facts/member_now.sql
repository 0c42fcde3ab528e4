-- fact:    member_now
-- zh:      在册家庭成员
-- en:      Living members on the day
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer          | 人口键 | Person key
--   household_id  integer          | 户键 | Household key
--   area_code     text             | 村代码 | Village code | of the household
--   born_on       date             | 出生日期 | Born on
SELECT
  m.person_id,
  m.household_id,
  h.area_code,
  q.born_on
FROM membership AS m
JOIN person AS q ON q.id = m.person_id
JOIN household AS h ON h.id = m.household_id
WHERE q.died_on IS NULL OR q.died_on > :as_of
