-- fact:    post_holder
-- zh:      公益性岗位在岗人员
-- en:      Holders of public-welfare posts
-- grain:   welfare_post_id
-- subject: welfare_post
-- columns:
--   person_id        integer                | 人口键 | Person key
--   category         code(post_category)    | 岗位类别 | Category
--   in_estate        boolean                | 安置点岗位 | Post of a resettlement site
--   on_file          boolean                | 建档立卡户成员 | Of a household registered as poor, lifted or not
--   from_register    boolean                | 聘用时属建档立卡户 | From a registered household when hired
--   born_on          date                   | 出生日期 | Born on
--   contract_to_on   date                   | 合同到期日 | Contract ends on
--   away             boolean                | 外出务工 | Works outside the township at the same time
--   shocks           integer  item          | 已核实骤减骤增事件数 | Verified falls of income or rises of spending
--   open_cases       integer  item          | 未结个案数 | Cases still open
WITH shocks AS (
  SELECT household_id, count(*) AS shocks
  FROM hardship_event
  WHERE kind IN ('income_fall', 'spending_rise') AND verified_on <= :as_of
  GROUP BY household_id
),
cases AS (
  SELECT household_id, count(*) AS open_cases
  FROM "case"
  WHERE opened_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of)
  GROUP BY household_id
),
elsewhere AS (
  SELECT person_id, bool_or(away) AS away FROM labour_person GROUP BY person_id
)
SELECT
  w.id AS welfare_post_id,
  w.person_id,
  w.area_code,
  coalesce(w.category, j.category) AS category,
  j.site_id IS NOT NULL AS in_estate,
  m.poverty_registered AS on_file,
  w.from_register,
  q.born_on,
  w.contract_to_on,
  e.away,
  coalesce(s.shocks, 0) AS shocks,
  coalesce(c.open_cases, 0) AS open_cases
FROM welfare_post AS w
JOIN person AS q ON q.id = w.person_id
LEFT JOIN job_post AS j ON j.id = w.job_post_id
LEFT JOIN member_now AS m ON m.person_id = w.person_id
LEFT JOIN elsewhere AS e ON e.person_id = w.person_id
LEFT JOIN shocks AS s ON s.household_id = m.household_id
LEFT JOIN cases AS c ON c.household_id = m.household_id
