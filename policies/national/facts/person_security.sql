-- fact:    person_security
-- zh:      人口社会保障
-- en:      Persons on bottom-line benefits
-- grain:   person_id
-- subject: person
-- columns:
--   household_id    integer                    | 户键 | Household key
--   in_register     boolean                    | 建档立卡人口 | Of a household ever entered as poor
--   dibao           boolean                    | 享受低保 / 未享受低保 | On dibao / Not on dibao | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   dibao_residence code(residence)            | 低保城乡类别 | Urban or rural dibao | NULL off dibao | 未享受时为空
--   rural_dibao     boolean                    | 享受农村低保 / 未享受农村低保 | On rural dibao / Not on rural dibao
--   dibao_spells    integer  item              | 有效低保条数 | Dibao spells in force
--   tapering        boolean                    | 延保渐退 / 非延保渐退 | Tapering / Not tapering
--   taper_step      integer                    | 渐退档次 | Step of the taper
--   taper_ends_on   date                       | 渐退到期日 | Taper ends on
--   tekun           boolean                    | 特困供养 / 未特困供养 | On tekun support / Not on tekun support | NULL where no tekun file covers the village | 未收到该村特困名册时为空
--   tekun_mode      code(tekun_mode)           | 供养方式 | Mode
--   care_level      code(care_level)           | 照料护理等级 | Level of care
--   other_cover     boolean                    | 享受其他兜底 | On another bottom-line benefit | orphans | 孤儿保障
--   bottom_line     boolean                    | 享受兜底保障 / 未享受兜底保障 | On bottom-line cover / Not on bottom-line cover
--   last_paid_on    date                       | 最近发放日期 | Last paid on | dibao or tekun | 低保金或供养金
--   days_on         integer  day               | 纳入天数 | Days since entitled
WITH on_dibao AS (
  SELECT
    person_id,
    max(residence) AS residence,
    bool_or(residence = 'rural') AS rural,
    bool_or(coalesce(tapering, FALSE)) AS tapering,
    max(taper_step) AS taper_step,
    max(taper_ends_on) AS taper_ends_on,
    count(*) AS spells,
    min(from_on) AS from_on
  FROM dibao_spell
  GROUP BY person_id
),
on_tekun AS (
  SELECT person_id, max(mode) AS mode, max(care_level) AS care_level, min(from_on) AS from_on FROM tekun_spell GROUP BY person_id
),
on_other AS (
  SELECT person_id FROM benefit_spell WHERE programme = 'orphan' AND person_id IS NOT NULL GROUP BY person_id
),
paid AS (
  SELECT person_id, max(paid_on) AS paid_on
  FROM benefit_payment
  WHERE programme IN ('dibao', 'tekun') AND paid_on <= :as_of AND returned_on IS NULL AND person_id IS NOT NULL
  GROUP BY person_id
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT v.area_code, bool_or(c.ledger = 'dibao_spell') AS dibao, bool_or(c.ledger = 'tekun_spell') AS tekun
  FROM villages AS v
  JOIN coverage AS c ON starts_with(v.area_code, c.area_code)
  WHERE c.ledger IN ('dibao_spell', 'tekun_spell') AND c.period_from_on <= :as_of
  GROUP BY v.area_code
),
known AS (
  SELECT
    m.person_id,
    m.household_id,
    m.area_code,
    CASE WHEN d.person_id IS NOT NULL THEN TRUE WHEN t.dibao THEN FALSE END AS dibao,
    CASE WHEN k.person_id IS NOT NULL THEN TRUE WHEN t.tekun THEN FALSE END AS tekun,
    o.person_id IS NOT NULL AS other_cover
  FROM member_now AS m
  LEFT JOIN told AS t ON t.area_code = m.area_code
  LEFT JOIN on_dibao AS d ON d.person_id = m.person_id
  LEFT JOIN on_tekun AS k ON k.person_id = m.person_id
  LEFT JOIN on_other AS o ON o.person_id = m.person_id
)
SELECT
  n.person_id,
  n.household_id,
  n.area_code,
  h.in_register,
  n.dibao,
  d.residence AS dibao_residence,
  CASE WHEN n.dibao THEN d.rural WHEN NOT n.dibao THEN FALSE END AS rural_dibao,
  coalesce(d.spells, 0) AS dibao_spells,
  CASE WHEN n.dibao THEN d.tapering WHEN NOT n.dibao THEN FALSE END AS tapering,
  d.taper_step,
  d.taper_ends_on,
  n.tekun,
  k.mode AS tekun_mode,
  k.care_level,
  n.other_cover,
  n.dibao OR n.tekun OR n.other_cover AS bottom_line,
  paid.paid_on AS last_paid_on,
  days_between(least(d.from_on, k.from_on), :as_of) AS days_on
FROM known AS n
JOIN household_poverty AS h ON h.household_id = n.household_id
LEFT JOIN on_dibao AS d ON d.person_id = n.person_id
LEFT JOIN on_tekun AS k ON k.person_id = n.person_id
LEFT JOIN paid ON paid.person_id = n.person_id
