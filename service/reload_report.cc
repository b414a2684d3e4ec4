// SPDX-License-Identifier: EUPL-1.2
#include "service/reload_report.h"

#include <chrono>
#include <string>

namespace qpv {

Reloader::Report report_reloads(Log& log, Metrics& metrics, Serving& serving) {
  return [&](Result<std::shared_ptr<Dataset const>> const& loaded, std::chrono::nanoseconds took) {
    auto const milliseconds =
        std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
    metrics.reload(loaded.has_value());
    if (!loaded) {
      serving.reload.failed(loaded.error().message);
      log.error("dataset_kept", {{"id", serving.slot.get()->manifest.id},
                                 {"message", loaded.error().message},
                                 {"where", loaded.error().where},
                                 {"ms", milliseconds}});
      return;
    }
    auto const& manifest = (*loaded)->manifest;
    serving.reload.succeeded();
    metrics.dataset(manifest, took);
    log.event("dataset_reloaded", {{"id", manifest.id},
                                   {"perimeters", std::to_string(manifest.perimeters)},
                                   {"official", manifest.official ? "true" : "false"},
                                   {"ms", milliseconds}});
  };
}

}  // namespace qpv
