// SPDX-License-Identifier: EUPL-1.2
//
// The dataset that a process begins with.
#pragma once

#include <memory>
#include <vector>

#include "geo/core/result.h"
#include "geo/dataset/dataset.h"
#include "service/config.h"
#include "service/dataset_watch.h"

namespace qpv {

struct Opened {
  DatasetWatch watch;  // begun before the dataset was read
  std::shared_ptr<Dataset const> dataset;
  // What its successors are held against: those of --sentinels, else its own.
  std::vector<Sentinel> sentinels;
};

Result<Opened> open_dataset(ServiceConfig const& config, Verify verify);

// `qpv-server --check`: everything about the dataset is verified and told in plain lines. Exit code
// 0, or 3 when it would be refused.
int check_dataset(ServiceConfig const& config);

}  // namespace qpv
