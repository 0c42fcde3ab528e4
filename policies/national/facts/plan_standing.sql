-- fact:    plan_standing
-- zh:      监测对象方案措施
-- en:      Plans and measures of a monitored household
-- grain:   household_id
-- subject: household
-- columns:
--   identified_on      date               | 识别日期 | Identified on
--   months_identified  integer  month     | 识别以来月数 | Whole months since identification
--   eliminated         boolean            | 已消除风险 / 未消除风险 | Risk eliminated / Risk not eliminated
--   plans              integer  item      | 本年度方案数 | Plans of this year
--   risk_illness       boolean            | 有因病风险 | Illness on record
--   risk_education     boolean            | 有因学风险 | Education cost on record
--   risk_disability    boolean            | 有因残风险 | Disability on record
--   risk_housing       boolean            | 有住房风险 | Unsafe housing on record
--   risk_water         boolean            | 有饮水风险 | Unsafe water on record
--   measures           integer  measure   | 现行措施数 | Measures in force
--   health             boolean            | 有健康帮扶 | Health measure
--   social             boolean            | 有社会帮扶 | Social assistance
--   general            boolean            | 有综合保障 | Social security
--   schooling          boolean            | 有教育帮扶措施 | Education measure
--   housing            boolean            | 有住房保障措施 | Housing measure
--   relocation         boolean            | 有搬迁措施 | Relocation measure
--   water              boolean            | 有饮水保障措施 | Water measure
--   development        boolean            | 有开发式帮扶 | Development-type measure | industry, employment, finance or post; industry of the channel “other” does not count | 产业、就业、金融、公益岗位；带动方式为“其他”的产业措施不计
--   only_general       boolean            | 仅有综合保障 | Social security and nothing else
--   landed             integer  measure   | 已落实措施数 | Measures carried out | NULL where a measure says neither when it was carried out nor by when it is due | 有措施既无落实日期又无期限时未知
--   past_due           integer  measure   | 超期未落实措施数 | Measures past their due day
--   able_members       integer  person    | 有劳动能力人数 | Members able to work | NULL while the capacity of some member is unknown | 有成员劳动能力未知时未知
--   people_without     integer  person    | 无措施人数 | Members without a measure
WITH watched AS (
  SELECT *, row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
  FROM monitoring_spell
),
risks AS (
  SELECT household_id,
    bool_or(risk = 'illness') AS illness, bool_or(risk = 'education') AS education,
    bool_or(risk = 'disability') AS disability, bool_or(risk = 'housing') AS housing, bool_or(risk = 'water') AS water
  FROM risk
  WHERE found_on <= :as_of AND (resolved_on IS NULL OR resolved_on > :as_of)
  GROUP BY household_id
),
helped AS (
  SELECT household_id,
    count(*) AS measures,
    bool_or(kind IN ('health', 'green_channel')) AS health,
    bool_or(kind = 'social') AS social,
    bool_or(kind = 'bottom_line') AS general,
    bool_or(kind IN ('education', 'online_learning')) AS schooling,
    bool_or(kind = 'housing') AS housing,
    bool_or(kind = 'relocation') AS relocation,
    bool_or(kind = 'water') AS water,
    bool_or(kind IN ('industry', 'employment', 'finance', 'post') AND NOT (kind = 'industry' AND coalesce(channel = 'other', FALSE))) AS development,
    bool_and(kind = 'bottom_line') AS only_general,
    bool_or(implemented_on IS NULL AND due_on IS NULL) AS silent,
    count(CASE WHEN implemented_on <= :as_of THEN 1 END) AS landed,
    count(CASE WHEN due_on < :as_of AND (implemented_on IS NULL OR implemented_on > :as_of) THEN 1 END) AS past_due
  FROM measure
  WHERE household_id IS NOT NULL
  GROUP BY household_id
),
members AS (
  SELECT m.household_id,
    count(*) AS people,
    count(CASE WHEN y.able THEN 1 END) AS able,
    count(y.able) AS able_known,
    count(CASE WHEN NOT EXISTS (SELECT 1 FROM measure AS x WHERE x.person_id = m.person_id) THEN 1 END) AS people_without
  FROM membership AS m
  LEFT JOIN person_year AS y ON y.person_id = m.person_id
  GROUP BY m.household_id
),
planned AS (
  SELECT household_id, count(*) AS plans
  FROM plan
  WHERE kind = 'household' AND household_id IS NOT NULL AND year = extract(YEAR FROM :as_of)
    AND (closed_on IS NULL OR closed_on > :as_of)
  GROUP BY household_id
)
SELECT
  g.household_id,
  g.area_code,
  g.identified_on,
  months_between(g.identified_on, :as_of) AS months_identified,
  coalesce(g.eliminated, FALSE) AND (g.eliminated_on IS NULL OR g.eliminated_on <= :as_of) AS eliminated,
  coalesce(planned.plans, 0) AS plans,
  coalesce(risks.illness, FALSE) AS risk_illness,
  coalesce(risks.education, FALSE) AS risk_education,
  coalesce(risks.disability, FALSE) AS risk_disability,
  coalesce(risks.housing, FALSE) AS risk_housing,
  coalesce(risks.water, FALSE) AS risk_water,
  coalesce(helped.measures, 0) AS measures,
  coalesce(helped.health, FALSE) AS health,
  coalesce(helped.social, FALSE) AS social,
  coalesce(helped.general, FALSE) AS general,
  coalesce(helped.schooling, FALSE) AS schooling,
  coalesce(helped.housing, FALSE) AS housing,
  coalesce(helped.relocation, FALSE) AS relocation,
  coalesce(helped.water, FALSE) AS water,
  coalesce(helped.development, FALSE) AS development,
  coalesce(helped.only_general, FALSE) AS only_general,
  CASE WHEN helped.landed > 0 OR NOT coalesce(helped.silent, FALSE) THEN coalesce(helped.landed, 0) END AS landed,
  coalesce(helped.past_due, 0) AS past_due,
  CASE WHEN members.able_known = members.people THEN members.able END AS able_members,
  coalesce(members.people_without, 0) AS people_without
FROM watched AS g
LEFT JOIN risks ON risks.household_id = g.household_id
LEFT JOIN helped ON helped.household_id = g.household_id
LEFT JOIN members ON members.household_id = g.household_id
LEFT JOIN planned ON planned.household_id = g.household_id
WHERE g.place = 1
