-- Our answers on areas (tables area and pair) against PostGIS's on the same shapes (table
-- perimeter): a table of findings. Plain SQL on purpose: this is the independent reading.

set min_parallel_table_scan_size = 0;
set parallel_setup_cost = 0;
set parallel_tuple_cost = 0;

-- Metres on a plane: azimuthal equidistant around the perimeters, whose scale is off by 3e-6 at
-- 25 km. Vertices every 50 m keep edges where they are straight in longitude and latitude.
create table plane as
  select format('+proj=aeqd +lat_0=%s +lon_0=%s +datum=WGS84 +units=m +no_defs',
                ST_Y(centre), ST_X(centre)) as proj
  from (select ST_Centroid(ST_Extent(geom)::geometry) as centre from perimeter) as extent;
alter table perimeter add flat geometry;
update perimeter set flat = ST_Transform(ST_Segmentize(geom, 0.0005), (select proj from plane));
alter table area add flat geometry;
update area set flat = ST_Transform(ST_Segmentize(geom, 0.0005), (select proj from plane));
create index on area using gist (flat);

-- Within 0.5 m of a mark either answer is right: buffers on both sides of it. A quarter of a circle in
-- 64 pieces is 4 cm too small at 500 m, at most.
create table around as
  select code, mark, ST_Buffer(flat, mark - 0.5, 64) as less, ST_Buffer(flat, mark + 0.54, 64) as more
  from perimeter, unnest(array[300, 500]) as mark;
create table union_around as
  select mark, ST_Union(less) as less, ST_Union(more) as more from around group by mark;
create table everything as select ST_Union(geom) as geom, ST_Union(flat) as flat from perimeter;
analyze;

create table theirs as
  select area.id, perimeter.code,
         case when ST_Covers(perimeter.geom, area.geom) then 'wholly'
              when ST_Intersects(perimeter.geom, area.geom) then 'partly' else 'not' end as relation,
         ST_Area(ST_Intersection(ST_Segmentize(perimeter.geom, 0.0005), ST_Segmentize(area.geom, 0.0005))::geography)
           / ST_Area(ST_Segmentize(area.geom, 0.0005)::geography) as share,
         -- The geodesic between the two nearest points.
         ST_Distance(ST_Transform(ST_SetSRID(ST_StartPoint(line), 0), proj, 4326)::geography,
                     ST_Transform(ST_SetSRID(ST_EndPoint(line), 0), proj, 4326)::geography) as nearest
  from area join perimeter on ST_DWithin(area.flat, perimeter.flat, 510), plane,
    lateral (select ST_ShortestLine(area.flat, perimeter.flat) as line) as shortest;

-- 'wholly', 'partly' and 'not' at each mark, or null within the tolerance.
create table theirs_within as
  select area.id, around.code, mark,
         case when ST_Covers(less, area.flat) then 'wholly'
              when not ST_Covers(more, area.flat) and ST_Intersects(less, area.flat) then 'partly'
              when not ST_Intersects(more, area.flat) then 'not' end as part
  from area join around on ST_DWithin(area.flat, around.less, 520);

create table compared as
  select id, code, pair.relation as our_relation, theirs.relation as their_relation, pair.share as our_share,
         theirs.share as their_share, pair.nearest as our_nearest, theirs.nearest as their_nearest, farthest,
         within_300, within_500, their_300, their_500
  from pair full join theirs using (id, code)
    left join (select id, code, part as their_300 from theirs_within where mark = 300) as at_300 using (id, code)
    left join (select id, code, part as their_500 from theirs_within where mark = 500) as at_500 using (id, code);

create table finding as
  -- A pair that only one of us has is 500 m away, within the tolerance.
  select 'not listed' as what, id, code, their_nearest::text as detail from compared
    where our_relation is null and their_nearest < 499.5
  union all select 'listed', id, code, our_nearest::text from compared
    where their_relation is null
  -- Ours is closed by a millimetre more: then the shapes are no farther apart than that.
  union all select 'relation', id, code, our_relation || ' ' || their_relation
    from compared join area using (id) join perimeter using (code)
    where our_relation <> their_relation
      and not (our_relation = 'wholly' and ST_Covers(ST_Buffer(perimeter.flat, 0.002, 16), area.flat))
      and not (our_relation = 'partly' and their_relation = 'not' and their_nearest < 0.002)
  union all select 'share', id, code, our_share || ' ' || their_share from compared
    where abs(our_share - their_share) > 0.001
  union all select 'nearest', id, code, our_nearest || ' ' || their_nearest from compared
    where abs(our_nearest - their_nearest) > 0.05
  union all select '300 m', id, code, within_300 || ' ' || their_300 from compared
    where our_relation is not null and within_300 <> their_300
  union all select '500 m', id, code, within_500 || ' ' || their_500 from compared
    where our_relation is not null and within_500 <> their_500
  -- The farthest point itself: half a metre less leaves some of the area out (mostly a vertex, which is
  -- cheaper to find), half a metre more nothing. 32 pieces a quarter are 0.03 % too small.
  union all select 'farthest', id, code, farthest::text
    from compared join area using (id) join perimeter using (code)
    where farthest > 0.6
      and (not ST_Covers(ST_Buffer(perimeter.flat, farthest * 1.0003 + 0.5, 32), area.flat)
           or (farthest - 0.5 > (select max(ST_Distance(point.geom, perimeter.flat))
                                 from ST_DumpPoints(area.flat) as point)
               and ST_Covers(ST_Buffer(perimeter.flat, farthest - 0.5, 64), area.flat)))
  union all select 'farther than 1 km', id, code, null
    from compared join area using (id) join perimeter using (code)
    where our_relation is not null and farthest is null
      and ST_Covers(ST_Buffer(perimeter.flat, 999.4, 64), area.flat)
  -- All perimeters together.
  union all select 'any: share', id, null, share_inside::text from area, everything
    where abs(share_inside - ST_Area(ST_Intersection(ST_Segmentize(everything.geom, 0.0005), ST_Segmentize(area.geom, 0.0005))::geography)
                             / ST_Area(ST_Segmentize(area.geom, 0.0005)::geography)) > 0.001
  union all select 'any: answer', id, null, answer from area, everything
    where case answer when 'inside' then not ST_Covers(ST_Buffer(everything.flat, 0.002, 16), area.flat)
                      when 'outside' then ST_Intersects(everything.geom, area.geom)
                      when 'partly' then ST_Covers(everything.geom, area.geom)
                                         or not ST_DWithin(everything.flat, area.flat, 0.002)
                      else ST_Covers(everything.geom, area.geom) end
  union all select 'any: ' || mark || ' m', id, null, part
    from area, lateral (values (300, any_300), (500, any_500)) as ours (mark, part) join union_around using (mark)
    where case part when 'wholly' then not ST_Covers(more, flat)
                    when 'partly' then ST_Covers(less, flat) or not ST_Intersects(more, flat)
                    when 'not' then ST_Intersects(less, flat) end;
