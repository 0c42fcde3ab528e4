-- fact:    pairing_money
-- zh:      结对协作资金与项目
-- en:      Money and projects of pairings between areas
-- grain:   pairing_id
-- subject: pairing
-- columns:
--   kind           code(pairing_kind)   | 结对类别 | Kind
--   direction      code(direction)      | 结对方向 | Given or received
--   agreement_on   date                 | 协议签订日期 | Agreement signed on
--   agreed_yuan    decimal(14,2)  CNY   | 协议资金 | Money agreed for the year
--   arrived_yuan   decimal(18,2)  CNY   | 到位资金 | Money received in the year
--   projects       integer  item        | 本年安排项目数 | Projects of the year in the counties of the pairing
-- Money is of a pairing when source, direction and county are those of the pairing.
WITH money AS (
  SELECT left(area_code, 6) AS code, source, direction, sum(amount_yuan) AS arrived_yuan
  FROM fund_transaction
  WHERE state = 'received' AND moved_on <= :as_of AND extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of)
  GROUP BY left(area_code, 6), source, direction
),
planned AS (
  SELECT left(area_code, 6) AS code, programme, count(*) AS projects
  FROM project
  WHERE plan_year = extract(YEAR FROM :as_of) AND planned_on <= :as_of
  GROUP BY left(area_code, 6), programme
)
SELECT
  x.id AS pairing_id,
  x.area_code,
  x.kind,
  x.direction,
  x.agreement_on,
  x.agreed_yuan,
  coalesce(money.arrived_yuan, 0) AS arrived_yuan,
  coalesce(planned.projects, 0) AS projects
FROM pairing AS x
LEFT JOIN money ON money.code = left(x.area_code, 6) AND money.direction = x.direction
  AND money.source = CASE WHEN x.kind = 'county_county' THEN 'county_pairing' ELSE 'east_west' END
LEFT JOIN planned ON planned.code = left(x.area_code, 6)
  AND planned.programme = CASE WHEN x.kind = 'county_county' THEN 'county_pairing' ELSE 'east_west' END
WHERE x.kind IN ('county_county', 'east_west')
