-- fact:    operator_standing
-- zh:      经营主体状况
-- en:      Standing of operators, parks and enterprises
-- grain:   organisation_id
-- subject: organisation
-- columns:
--   kind             code(organisation_kind)    | 单位类别 | Kind
--   running          boolean                    | 存续 / 已注销 | Established and not closed
--   improved         boolean                    | 建设完善 | Built or improved
--   poor_village     boolean                    | 在贫困村 | In a poor village
--   status           code(organisation_status)  | 运行状态 | Status on the day | NULL where nobody reported one
--   leading_listed   boolean                    | 列入扶贫龙头企业名单 | On the list of leading enterprises
--   demonstration    boolean                    | 列入示范名单 | On a demonstration list
--   certified_on     date                       | 认定日期 | Certified on
--   households       integer  household         | 带动户数 | Households linked on the day
--   chain_roles      integer  item              | 产业链角色数 | Roles of the chain present at a base | base, cooperative, enterprise, specialist
WITH linked AS (
  SELECT organisation_id, count(DISTINCT household_id) AS households
  FROM industry_link
  WHERE in_force AND organisation_id IS NOT NULL
  GROUP BY organisation_id
),
poor AS (
  SELECT DISTINCT t.code
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  WHERE l.listing = 'poor_village'
),
listed AS (
  SELECT
    organisation_id,
    bool_or(listing = 'leading_enterprise') AS leading,
    bool_or(listing IN ('demonstration_enterprise', 'demonstration_cooperative', 'demonstration_brand')) AS demonstration
  FROM organisation_listing
  GROUP BY organisation_id
),
reported AS (
  SELECT organisation_id, status
  FROM (
    SELECT organisation_id, status, row_number() OVER (PARTITION BY organisation_id ORDER BY from_on DESC, id DESC) AS place
    FROM organisation_status
  )
  WHERE place = 1
),
specialists AS (
  SELECT a.target_organisation_id AS organisation_id, count(DISTINCT a.officer_id) AS officers
  FROM assignment AS a
  JOIN officer AS f ON f.id = a.officer_id
  WHERE f.role = 'specialist' AND a.target_organisation_id IS NOT NULL
  GROUP BY a.target_organisation_id
)
SELECT
  o.id AS organisation_id,
  o.area_code,
  o.kind,
  (o.closed_on IS NULL OR o.closed_on > :as_of) AND (o.established_on IS NULL OR o.established_on <= :as_of) AS running,
  o.improved,
  poor.code IS NOT NULL AS poor_village,
  reported.status,
  coalesce(listed.leading, FALSE) AS leading_listed,
  coalesce(listed.demonstration, FALSE) AS demonstration,
  o.certified_on,
  coalesce(linked.households, 0) AS households,
  CASE
    WHEN o.kind = 'base' THEN
      1
      + CASE WHEN up.kind = 'cooperative' THEN 1 ELSE 0 END
      + CASE WHEN top.kind IN ('enterprise', 'leading_enterprise') THEN 1 ELSE 0 END
      + CASE WHEN specialists.officers > 0 THEN 1 ELSE 0 END
  END AS chain_roles
FROM organisation AS o
LEFT JOIN organisation AS up ON up.id = o.parent_id
LEFT JOIN organisation AS top ON top.id = up.parent_id
LEFT JOIN linked ON linked.organisation_id = o.id
LEFT JOIN poor ON poor.code = o.area_code
LEFT JOIN listed ON listed.organisation_id = o.id
LEFT JOIN reported ON reported.organisation_id = o.id
LEFT JOIN specialists ON specialists.organisation_id = o.id
