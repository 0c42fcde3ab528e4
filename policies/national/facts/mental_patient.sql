-- fact:    mental_patient
-- zh:      精神残疾人药费补助对象
-- en:      Persons due the drug subsidy for mental disability
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer         | 人口键 | Person key
--   household_id  integer         | 户键 | Household key
--   area_code     text            | 村代码 | Village code
--   registered    boolean         | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   card          boolean         | 持精神残疾证 | Holds a card of mental disability | NULL where no file of cards covers the village | 残疾人证名册未覆盖该村时为空
--   entitled      boolean         | 列入药费补助 | On the list of the subsidy
--   paid          boolean         | 已发药费补助 | Subsidy paid | in the window; NULL where no file of payments covers the village | 窗口期内；发放名册未覆盖该村时为空
--   payments      integer  item   | 发放次数 | Payments | in the window | 窗口期内
WITH cards AS (
  SELECT DISTINCT person_id FROM disability_spell WHERE category = 'mind'
),
entitled AS (
  SELECT DISTINCT person_id FROM benefit_spell WHERE programme = 'mental_drug' AND person_id IS NOT NULL
),
paid AS (
  SELECT person_id, count(*) AS payments
  FROM benefit_payment
  WHERE programme = 'mental_drug' AND person_id IS NOT NULL AND paid_on > :since AND paid_on <= :as_of
    AND (returned_on IS NULL OR returned_on > :as_of)
  GROUP BY person_id
),
concerned AS (
  SELECT person_id FROM cards UNION SELECT person_id FROM entitled UNION SELECT person_id FROM paid
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'disability_spell') AS cards,
    bool_or(c.ledger = 'benefit_payment') AS paid
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (
    SELECT DISTINCT ledger, area_code FROM coverage
    WHERE ledger IN ('disability_spell', 'benefit_payment') AND period_from_on <= :as_of
  ) AS c ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS registered,
  CASE WHEN k.person_id IS NOT NULL THEN TRUE WHEN told.cards THEN FALSE END AS card,
  e.person_id IS NOT NULL AS entitled,
  CASE WHEN paid.person_id IS NOT NULL THEN TRUE WHEN told.paid THEN FALSE END AS paid,
  coalesce(paid.payments, 0) AS payments
FROM concerned AS c
JOIN member_now AS m ON m.person_id = c.person_id
LEFT JOIN cards AS k ON k.person_id = m.person_id
LEFT JOIN entitled AS e ON e.person_id = m.person_id
LEFT JOIN paid ON paid.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
