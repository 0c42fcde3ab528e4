-- fact:    project_pillar
-- zh:      项目所属格局
-- en:      The pillar a project belongs to
-- grain:   project_id
-- subject: project
-- columns:
--   assigned  boolean       | 已归类 | Has a pillar
--   pillar    code(pillar)  | 三位一体 | Pillar
SELECT p.id AS project_id, p.area_code, p.pillar IS NOT NULL AS assigned, p.pillar
FROM project AS p
