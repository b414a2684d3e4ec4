// SPDX-License-Identifier: EUPL-1.2
#include "service/routes.h"

#include <memory>
#include <string>
#include <utility>

#include "service/handlers/address.h"
#include "service/handlers/area.h"
#include "service/handlers/batch.h"
#include "service/handlers/documentation.h"
#include "service/handlers/embed_page.h"
#include "service/handlers/geocode_batch.h"
#include "service/handlers/geocode_table.h"
#include "service/handlers/geocoder.h"
#include "service/handlers/held_dataset.h"
#include "service/handlers/lists.h"
#include "service/handlers/notices.h"
#include "service/handlers/ogc.h"
#include "service/handlers/pages.h"
#include "service/handlers/perimeter_addresses.h"
#include "service/handlers/perimeters.h"
#include "service/handlers/point.h"
#include "service/handlers/quartier_page.h"
#include "service/handlers/service_state.h"
#include "service/handlers/sheet.h"
#include "service/handlers/widget.h"
#include "service/handlers/wsa.h"

namespace qpv {
namespace {

using http::Method;
using http::Request;

void add_probes(http::Router& router, Serving const& serving) {
  router.add(Method::kGet, "/healthz", "healthz", handlers::health);
  router.add(Method::kGet, "/readyz", "readyz", [&serving](Request const& request) {
    return handlers::ready(
        request, {serving.draining, serving.slot.get()->manifest.id, serving.reload.failure()});
  });
}

using DatasetHandler = http::Response (*)(Request const&, Dataset const&);
using StreamedStart = tl::expected<std::unique_ptr<http::StreamedAnswer>, http::Response>;
using DatasetStream = StreamedStart (*)(Request const&, std::shared_ptr<Dataset const>);

// What handlers of a dataset are wrapped in: one request sees one dataset to its last byte.
class OnDataset {
 public:
  explicit OnDataset(DatasetSlot const& slot) : slot_(slot) {}

  [[nodiscard]] http::Handler page(DatasetHandler handler) const {
    return
        [&slot = slot_, handler](Request const& request) { return handler(request, *slot.get()); };
  }
  // A program may hold to one dataset, on every route and before anything else is looked at.
  [[nodiscard]] http::Handler question(DatasetHandler handler) const {
    return [&slot = slot_, handler](Request const& request) {
      auto const dataset = slot.get();
      if (!handlers::find(request.query, handlers::kHeldDataset)) return handler(request, *dataset);
      auto const held = handlers::check_held_dataset(request.query, *dataset);
      if (!held) return handlers::to_response(held.error());
      return handler(handlers::without_held_dataset(request), *dataset);
    };
  }

  // The same for an answer that goes on: it keeps its dataset.
  [[nodiscard]] http::StreamedMaker stream(DatasetStream begin) const {
    return [&slot = slot_, begin](Request const& request) -> StreamedStart {
      auto dataset = slot.get();
      auto const held = handlers::check_held_dataset(request.query, *dataset);
      if (!held) return tl::unexpected(handlers::to_response(held.error()));
      return begin(handlers::without_held_dataset(request), std::move(dataset));
    };
  }

 private:
  DatasetSlot const& slot_;
};

void add_places(http::Router& router, OnDataset const& on) {
  router.add(Method::kGet, "/v1/point", "point", on.question(handlers::get_point));
  router.add(Method::kPost, "/v1/point", "point", on.question(handlers::post_point),
             {.consumes = {"application/json"}});
  router.add(Method::kPost, "/v1/area", "area", on.question(handlers::post_area),
             {.consumes = {"application/geo+json", "application/json"},
              .body_bytes = handlers::kAreaBodyBytes});
  auto const add = [&](std::string_view path, std::string_view name, DatasetHandler handler) {
    router.add(Method::kGet, path, name, on.question(handler));
    router.add(Method::kPost, path, name, on.question(handler), {.consumes = {"application/json"}});
  };
  router.add_streamed(
      "/v1/batch", "batch", on.stream(handlers::begin_batch),
      {.produces = {http::kJson, http::kNdJson}, .consumes = {"application/json", http::kNdJson}});
  add("/v1/address", "address", handlers::ask_address);
  add("/v1/suggest", "suggest", handlers::suggest_addresses);
  add("/v1/reverse", "reverse", handlers::nearest_addresses);
}

void add_data(http::Router& router, OnDataset const& on) {
  router.add(Method::kGet, "/v1/perimeters", "perimeters", on.question(handlers::list_perimeters),
             {.produces = {http::kGeoJson, http::kJson}});
  router.add(Method::kGet, "/v1/perimeters/{code}", "perimeter",
             on.question(handlers::get_perimeter), {.produces = {http::kGeoJson, http::kJson}});
  router.add(Method::kGet, "/v1/perimeters/{code}/addresses", "perimeter_addresses",
             on.question(handlers::list_perimeter_addresses));
  router.add(Method::kGet, "/v1/perimeters/{code}/addresses.csv", "perimeter_addresses_csv",
             on.question(handlers::perimeter_addresses_csv), {.produces = {http::kCsv}});
  router.add(Method::kGet, "/v1/about", "about", on.question(handlers::about));
}

// OGC API Features.
void add_ogc(http::Router& router, OnDataset const& on) {
  auto const add = [&](std::string_view path, std::string_view name, DatasetHandler handler,
                       std::string_view type = http::kJson) {
    router.add(Method::kGet, path, name, on.page(handler), {.produces = {type}, .or_slash = true});
  };
  add("/ogc", "ogc_landing", handlers::ogc_landing);
  add("/ogc/conformance", "ogc_conformance", handlers::ogc_conformance);
  add("/ogc/collections", "ogc_collections", handlers::ogc_collections);
  add("/ogc/collections/{collection}", "ogc_collection", handlers::ogc_collection);
  add("/ogc/collections/{collection}/items", "ogc_items", handlers::ogc_items, http::kGeoJson);
  add("/ogc/collections/{collection}/items/{code}", "ogc_item", handlers::ogc_item, http::kGeoJson);
}

// SIG Ville's web service, under its own paths, so that a client changes nothing but the host.
void add_wsa(http::Router& router, Serving const& serving) {
  auto const keyed = [&serving](DatasetHandler handler) {
    return [&serving, handler](Request const& request) {
      bool const known = handlers::is_authorized(request.authorization, serving.wsa_keys);
      return known ? handler(request, *serving.slot.get()) : handlers::unauthorized();
    };
  };
  for (auto const path : {"/service/georeferenceur.json", "/api/v1", "/api/v2.json"}) {
    router.add(Method::kGet, path, "wsa_address", keyed(handlers::wsa_address));
    router.add(Method::kPost, path, "wsa_address", keyed(handlers::wsa_address),
               {.consumes = {"application/json"}});
  }
  router.add(Method::kGet, "/api/xy.json", "wsa_point", keyed(handlers::wsa_point));
}

// The BAN's geocoder in one of its dialects, so that a client changes nothing but the host.
template <handlers::GeocodeDialect const& kDialect>
void add_geocoder(http::Router& router, OnDataset const& on, std::string const& base) {
  auto const add = [&](std::string_view path, std::string_view name, DatasetHandler handler) {
    router.add(Method::kGet, base + std::string(path), name, on.page(handler), {.or_slash = true});
  };
  add("/search", "search", [](Request const& request, Dataset const& dataset) {
    return handlers::geocode(request, dataset, kDialect);
  });
  add("/reverse", "reverse_geocode", [](Request const& request, Dataset const& dataset) {
    return handlers::reverse_geocode(request, dataset, kDialect);
  });
  router.add(Method::kPost, base + "/batch", "geocode_batch", on.page(handlers::geocode_batch),
             {.consumes = {"application/json"}, .or_slash = true});
  add("/getCapabilities", "capabilities", [](Request const& request, Dataset const& dataset) {
    return handlers::geocoder_capabilities(request, dataset, kDialect);
  });
}

// Its tables.
void add_tables(http::Router& router, Serving const& serving, std::string const& base,
                handlers::GeocodeDialect const& dialect) {
  using handlers::GeocodeOperation;
  auto const add = [&](std::string_view path, std::string_view name, GeocodeOperation operation) {
    router.add_streamed(
        base + std::string(path), name,
        [&serving, operation, dialect](Request const& request) {
          return handlers::begin_table(request, serving.slot.get(), operation, dialect,
                                       {serving.held_tables, serving.crew});
        },
        {.produces = {http::kCsv}, .consumes = {"multipart/form-data"}, .or_slash = true});
  };
  add("/search/csv", "search_csv", GeocodeOperation::kSearch);
  add("/reverse/csv", "reverse_csv", GeocodeOperation::kReverse);
}

// The check in a frame of another site.
void add_widget(http::Router& router, Serving const& serving) {
  using Framed = http::Response (*)(Request const&, Dataset const&, std::string const&);
  auto const framed = [&serving](Framed handler) {
    return [&serving, handler](Request const& request) {
      return handler(request, *serving.slot.get(), serving.frame_ancestors);
    };
  };
  router.add(Method::kGet, "/widget", "widget", framed(handlers::widget),
             {.produces = {http::kHtml}});
  router.add(Method::kPost, "/widget", "widget", framed(handlers::widget_answer),
             {.produces = {http::kHtml}, .consumes = {"application/x-www-form-urlencoded"}});
  router.add(Method::kGet, "/widget.css", "widget_colours", handlers::widget_colours,
             {.produces = {http::kCss}});
  router.add(Method::kGet, "/widget.js", "widget_script", handlers::widget_script,
             {.produces = {http::kJavaScript}});
}

// Pages for people, beside the first one.
void add_pages(http::Router& router, OnDataset const& on) {
  auto const page = [&](std::string_view path, std::string_view name, http::Handler handler) {
    router.add(Method::kGet, path, name, std::move(handler), {.produces = {http::kHtml}});
  };
  router.add(Method::kPost, "/fiche", "sheet", on.page(handlers::answer_sheet),
             {.produces = {http::kHtml}, .consumes = {"application/x-www-form-urlencoded"}});
  page("/quartiers/{code}", "quartier_page", on.page(handlers::quartier_page));
  page("/integrer", "embed_page", handlers::embed_page);
  page("/confidentialite", "privacy_page", on.page(handlers::privacy_page));
  page("/accessibilite", "accessibility_page", on.page(handlers::accessibility_page));
}

}  // namespace

http::Router public_routes(Serving const& serving) {
  OnDataset const on(serving.slot);
  http::Router router;
  add_places(router, on);
  add_data(router, on);
  add_wsa(router, serving);
  add_ogc(router, on);
  add_geocoder<handlers::kAddok>(router, on, "");
  add_geocoder<handlers::kGeoplateforme>(router, on, "/geocodage");
  add_tables(router, serving, "", handlers::kAddok);
  add_tables(router, serving, "/geocodage", handlers::kGeoplateforme);
  router.add(Method::kGet, "/", "home", on.page(handlers::home), {.produces = {http::kHtml}});
  router.add(Method::kPost, "/", "home", on.page(handlers::home_answer),
             {.produces = {http::kHtml}, .consumes = {"application/x-www-form-urlencoded"}});
  router.add(Method::kGet, "/listes", "lists", on.page(handlers::list_page),
             {.produces = {http::kHtml}});
  add_widget(router, serving);
  add_pages(router, on);
  router.add(Method::kGet, "/assets/{name}", "asset", handlers::asset,
             {.produces = {http::kCss, http::kJavaScript, http::kSvg}});
  router.add(Method::kGet, "/openapi.json", "openapi", handlers::openapi);
  router.add(Method::kGet, "/docs", "docs", handlers::api_documentation,
             {.produces = {http::kHtml}});
  router.add(Method::kGet, "/problems", "problems", handlers::list_problems,
             {.produces = {http::kHtml}});
  router.add(Method::kGet, "/problems/{name}", "problem", handlers::problem_page,
             {.produces = {http::kHtml}});
  add_probes(router, serving);
  return router;
}

http::Router ops_routes(Serving const& serving, Metrics const& metrics) {
  http::Router router;
  add_probes(router, serving);
  router.add(Method::kGet, "/metrics", "metrics",
             [&metrics](Request const&) {
               http::Response response;
               response.content_type = http::kMetrics;
               response.headers = http::kNoStore;
               response.body = metrics.expose();
               return response;
             },
             {.produces = {http::kMetrics}});
  return router;
}

void add_bench_route(http::Router& router, std::size_t body_bytes) {
  router.add(Method::kGet, "/bench/constant", "bench",
             [body = std::string(body_bytes, 'x')](Request const&) {
               http::Response response;
               response.content_type = http::kJson;
               response.headers = http::kNoStore;
               response.body = body;
               return response;
             });
}

}  // namespace qpv
