// SPDX-License-Identifier: EUPL-1.2
#include "geo/core/lambert93.h"

#include <gtest/gtest.h>
#include <proj.h>

namespace qpv {
namespace {

// PROJ's own conic, by its parameters: no database is needed.
class Proj {
 public:
  Proj()
      : context_(proj_context_create()),
        conic_(proj_create(context_,
                           "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 "
                           "+y_0=6600000 +ellps=GRS80")) {}
  Proj(Proj const&) = delete;
  Proj& operator=(Proj const&) = delete;
  ~Proj() {
    proj_destroy(conic_);
    proj_context_destroy(context_);
  }
  [[nodiscard]] PJ_XY operator()(LonLat p) const {
    return proj_trans(conic_, PJ_FWD, proj_coord(proj_torad(p.lon), proj_torad(p.lat), 0, 0)).xy;
  }

 private:
  PJ_CONTEXT* context_;
  PJ* conic_;
};

TEST(Lambert93, IsProjs) {
  Proj const proj;
  int points = 0;
  for (double lon = -5; lon <= 9.5; lon += 0.37) {
    for (double lat = 41.4; lat <= 51; lat += 0.29) {
      auto const own = lambert93({lon, lat});
      ASSERT_TRUE(own) << lon << " " << lat;
      auto const expected = proj({lon, lat});
      ASSERT_NEAR(own->x, expected.x, 1e-5) << lon << " " << lat;
      ASSERT_NEAR(own->y, expected.y, 1e-5) << lon << " " << lat;
      ++points;
    }
  }
  EXPECT_GT(points, 1000);
}

// As the BAN publishes one: 10 Place des Cinq Martyrs du Lycée Buffon, to the six decimals that it
// gives of a degree.
TEST(Lambert93, IsTheBans) {
  auto const place = lambert93({2.316754, 48.838411});
  ASSERT_TRUE(place);
  EXPECT_NEAR(place->x, 649850.81, 0.1);
  EXPECT_NEAR(place->y, 6860034.75, 0.1);
}

TEST(Lambert93, IsOfMetropolitanFranceOnly) {
  EXPECT_FALSE(lambert93({55.45, -20.88}));
  EXPECT_FALSE(lambert93({-61.5, 16.2}));
  EXPECT_FALSE(lambert93({0, 0}));
}

}  // namespace
}  // namespace qpv
