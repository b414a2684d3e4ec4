// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

namespace qpv::http {

enum class Coding { kIdentity, kGzip };

// What the sender of an Accept-Encoding field takes, by RFC 9110, 12.5.3. An absent field asks for
// the plain bytes: who wants them smaller says so.
struct AcceptedCodings {
  int gzip;      // thousandths; 0: refused
  int identity;  // the same

  // Of what can be produced, the one to send; nothing when all of it is refused.
  [[nodiscard]] std::optional<Coding> best_of_both() const;
  [[nodiscard]] bool takes_identity() const { return identity > 0; }
};

AcceptedCodings read_accept_encoding(std::string_view accept_encoding);

// Whether text of this kind, as Content-Type names it, is worth gzip. A problem is short, and who
// reads one may be looking for the fault in the codings.
bool is_compressible(std::string_view content_type);

}  // namespace qpv::http
