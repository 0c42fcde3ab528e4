-- fact:    member_now
-- zh:      在册家庭成员
-- en:      Living members on the day
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer          | 人口键 | Person key
--   household_id  integer          | 户键 | Household key
--   area_code     text             | 村代码 | Village code | of the household | 取户所在村
--   born_on       date             | 出生日期 | Born on
--   register_type code(register_type) | 户类型 | Register type
--   poverty_registered boolean     | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   registered    boolean          | 脱贫户或监测对象 | Lifted or monitored | NULL where no register has arrived | 未收到登记名册时为空
--   monitored     boolean          | 监测对象 | Monitored | NULL where no register has arrived | 未收到登记名册时为空
--   eliminated    boolean          | 风险已消除 | Risk eliminated | FALSE where the household is not monitored | 非监测对象为否
-- two rosters may each hold a person in another household: the later membership counts, once
WITH doubled AS (
  SELECT person_id FROM membership GROUP BY person_id HAVING count(*) > 1
),
superseded AS (
  SELECT id
  FROM (
    SELECT m.id, row_number() OVER (PARTITION BY m.person_id ORDER BY m.from_on DESC, m.id DESC) AS place
    FROM membership AS m
    JOIN doubled AS d ON d.person_id = m.person_id
  )
  WHERE place > 1
)
SELECT
  m.person_id,
  m.household_id,
  r.area_code,
  q.born_on,
  r.register_type,
  r.poverty_registered,
  r.registered,
  r.monitored,
  r.eliminated
FROM membership AS m
JOIN person AS q ON q.id = m.person_id
JOIN household_register AS r ON r.household_id = m.household_id
LEFT JOIN superseded AS s ON s.id = m.id
WHERE s.id IS NULL AND (q.died_on IS NULL OR q.died_on > :as_of)
