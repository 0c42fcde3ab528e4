-- fact:    standard_gap
-- zh:      城乡保障标准对照
-- en:      Rural standards beside urban ones
-- grain:   standard_id
-- subject: standard
-- columns:
--   programme    code(benefit_programme)        | 补助项目 | Programme
--   rural_yuan   decimal(14,2)  CNY per month   | 农村月标准 | Rural standard
--   urban_yuan   decimal(14,2)  CNY per month   | 城镇月标准 | Urban standard | of the same area on the first day; NULL where none is recorded | 同一地区、起始日的标准，没有时为空
--   gap_yuan     decimal(14,2)  CNY per month   | 城乡标准差额 | Urban minus rural
--   one_standard boolean                        | 城乡标准一致 / 城乡标准不一致 | One standard / Two standards
--   in_force     boolean                        | 现行标准 | In force on the day
--   began_on     date                           | 起始日期 | From
SELECT
  r.id AS standard_id,
  r.area_code,
  r.programme,
  r.monthly_yuan AS rural_yuan,
  max(u.monthly_yuan) AS urban_yuan,
  max(u.monthly_yuan) - r.monthly_yuan AS gap_yuan,
  max(u.monthly_yuan) = r.monthly_yuan AS one_standard,
  r.to_on IS NULL OR r.to_on > :as_of AS in_force,
  r.from_on AS began_on
FROM standard_spells AS r
LEFT JOIN standard_spells AS u
  ON u.programme = r.programme AND u.residence = 'urban' AND u.area_code = r.area_code
  AND u.from_on <= r.from_on AND (u.to_on IS NULL OR u.to_on > r.from_on)
WHERE r.residence = 'rural' AND r.from_on <= :as_of
GROUP BY r.id, r.area_code, r.programme, r.monthly_yuan, r.to_on, r.from_on
