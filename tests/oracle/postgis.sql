-- Our answers (table point) against PostGIS's on the same shapes (table perimeter): two tables of
-- findings, membership and distance. Plain SQL on purpose: this is the independent reading.

-- The tables are small for a planner, the functions dear: all processors at once.
set min_parallel_table_scan_size = 0;
set parallel_setup_cost = 0;
set parallel_tuple_cost = 0;

-- Edges are straight in longitude and latitude, where geography's are geodesics: up to 2 cm apart
-- on an edge of a kilometre. Vertices every 50 m put both within a tenth of a millimetre.
create table boundary as
  select code, ST_Segmentize(ST_Boundary(geom), 0.0005) as geom from perimeter;

alter table point add geom geometry(Point, 4326), add flat geometry(Point, 2154);
update point set geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326),
                 flat = ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 2154);
create index on point using gist (geom);

-- Membership.
create table difference as
  with theirs as (
    select point.id, perimeter.code
    from perimeter join point on ST_Covers(perimeter.geom, point.geom)
  ), ours as (
    select id, unnest(codes) as code from point
  )
  select id, code, theirs.id is not null as covered,
         ST_Distance(boundary.geom::geography, point.geom::geography) as metres
  from theirs full join ours using (id, code)
    join point using (id) join boundary using (code)
  where theirs.id is null or ours.id is null;

-- Distance. Lambert-93 finds the edges that may be the nearest (its scale differs by less than 0.2 %
-- within 10 km), geography measures them: one by one, since PostGIS 3.3 is up to 0.2 % too long over
-- a line of many edges, where it descends a tree of them.
create table edge as
  select code, dump.geom::geography as line, ST_Transform(dump.geom, 2154) as flat
  from boundary, ST_DumpSegments(boundary.geom) as dump;
create index on edge using gist (flat);
analyze edge;
analyze point;

create table measured as
  select point.id, edge.code, min(ST_Distance(edge.line, point.geom::geography)) as metres
  from point
    cross join lateral (
      select ST_Distance(edge.flat, point.flat) as metres
      from edge order by edge.flat <-> point.flat limit 1) as nearest
    join edge on ST_DWithin(edge.flat, point.flat, nearest.metres * 1.002 + 0.5)
  group by point.id, edge.code;
analyze measured;

create table compared as
  with nearest as (
    select id, min(metres) as metres from measured group by id
  )
  select point.id, point.metres as ours, nearest.metres as theirs, same.metres as same_code,
         greatest(0.001 * nearest.metres, 0.05) as tolerance
  from point join nearest using (id)
    left join measured as same on same.id = point.id and same.code = point.nearest;

-- Beyond 5 km there is no answer; at the limit either is right. The perimeter that we name must be
-- the nearest one, within the same tolerance.
create table wrong_distance as
  select * from compared
  where case
    when ours is null then theirs < 5000 - tolerance
    else abs(ours - theirs) > tolerance or theirs > 5000 + tolerance
         or same_code is null or abs(same_code - theirs) > tolerance
  end;
