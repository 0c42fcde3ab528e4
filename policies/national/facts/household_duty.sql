-- fact:    household_duty
-- zh:      户帮扶责任与方案
-- en:      Who answers for a household, and by which plan
-- grain:   household_id
-- subject: household
-- columns:
--   registered      boolean           | 脱贫户或监测对象 | Lifted or monitored
--   unlifted        boolean           | 未脱贫户 | Not yet lifted | NULL where no register says
--   cadres          integer  person   | 包户干部数 | Cadres responsible | those still in post | 离任的不计
--   plans           integer  item     | 本年度帮扶方案数 | Plans of this year
--   people_without  integer  person   | 无帮扶措施人数 | Members without a measure
WITH cadres AS (
  SELECT x.household_id, count(DISTINCT x.officer_id) AS cadres
  FROM assignment AS x
  LEFT JOIN officer AS o ON o.id = x.officer_id
  WHERE x.household_id IS NOT NULL AND x.layer IN ('cadre_to_household', 'cadre_to_unlifted', 'helper')
    AND (o.to_on IS NULL OR o.to_on > :as_of)
  GROUP BY x.household_id
),
plans AS (
  SELECT household_id, count(*) AS plans
  FROM plan
  WHERE kind = 'household' AND year = extract(YEAR FROM :as_of) AND approved_on <= :as_of
    AND (closed_on IS NULL OR closed_on > :as_of)
  GROUP BY household_id
),
covered AS (
  SELECT person_id FROM measure WHERE person_id IS NOT NULL GROUP BY person_id
),
without AS (
  SELECT m.household_id, sum(CASE WHEN covered.person_id IS NULL THEN 1 ELSE 0 END) AS people
  FROM membership AS m
  LEFT JOIN covered ON covered.person_id = m.person_id
  GROUP BY m.household_id
)
SELECT
  r.household_id,
  h.area_code,
  r.registered,
  r.register_type = 'unlifted' AS unlifted,
  coalesce(cadres.cadres, 0) AS cadres,
  coalesce(plans.plans, 0) AS plans,
  coalesce(without.people, 0) AS people_without
FROM household_register AS r
JOIN household AS h ON h.id = r.household_id
LEFT JOIN cadres ON cadres.household_id = r.household_id
LEFT JOIN plans ON plans.household_id = r.household_id
LEFT JOIN without ON without.household_id = r.household_id
