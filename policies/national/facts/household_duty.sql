-- fact:    household_duty
-- zh:      户帮扶责任与方案
-- en:      Who answers for a household, and by which plan
-- grain:   household_id
-- subject: household
-- columns:
--   registered      boolean           | 脱贫户或监测对象 | Lifted or monitored
--   unlifted        boolean           | 未脱贫户 | Not yet lifted | NULL where no register says
--   cadres          integer  person   | 包户干部数 | Cadres responsible | those still in post; unknown while no household is assigned to anybody | 离任的不计；没有一户登记包户干部时未知
--   plans           integer  item     | 本年度帮扶方案数 | Plans of this year | unknown while no household plan is on record | 没有一户登记帮扶方案时未知
--   people_without  integer  person   | 无帮扶措施人数 | Members without a measure | unknown while no measure is on record | 没有一条帮扶措施时未知
WITH cadres AS (
  SELECT x.household_id, count(DISTINCT x.officer_id) AS cadres
  FROM assignment AS x
  LEFT JOIN officer AS o ON o.id = x.officer_id
  WHERE x.household_id IS NOT NULL AND x.layer IN ('cadre_to_household', 'cadre_to_unlifted', 'helper')
    AND (o.to_on IS NULL OR o.to_on > :as_of)
  GROUP BY x.household_id
),
-- What nobody has entered yet is not missing: a list that is not there says nothing.
kept_cadres AS (
  SELECT count(*) AS rows FROM assignment_spells
  WHERE household_id IS NOT NULL AND layer IN ('cadre_to_household', 'cadre_to_unlifted', 'helper')
),
kept_plans AS (SELECT count(*) AS rows FROM plan WHERE kind = 'household'),
kept_measures AS (SELECT count(*) AS rows FROM measure_spells),
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
  CASE WHEN kept_cadres.rows > 0 THEN coalesce(cadres.cadres, 0) END AS cadres,
  CASE WHEN kept_plans.rows > 0 THEN coalesce(plans.plans, 0) END AS plans,
  CASE WHEN kept_measures.rows > 0 THEN coalesce(without.people, 0) END AS people_without
FROM household_register AS r
CROSS JOIN kept_cadres
CROSS JOIN kept_plans
CROSS JOIN kept_measures
JOIN household AS h ON h.id = r.household_id
LEFT JOIN cadres ON cadres.household_id = r.household_id
LEFT JOIN plans ON plans.household_id = r.household_id
LEFT JOIN without ON without.household_id = r.household_id
