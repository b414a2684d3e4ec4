// SPDX-License-Identifier: EUPL-1.2
#include "geo/json/geocode_capabilities.h"

#include <array>

#include "geo/json/compact.h"

namespace qpv {
namespace {

using json::Compact;

struct Field {
  std::string_view name;
  bool queryable;
  bool filter;
};
constexpr std::array<Field, 4> kFields{{{"name", true, false},
                                        {"postcode", true, true},
                                        {"citycode", false, true},
                                        {"type", false, true}}};
constexpr std::array<std::string_view, 4> kTypes{"housenumber", "street", "locality",
                                                 "municipality"};

void write_operation(Compact& out, Capability const& operation) {
  out.object([&] {
    out.member("id", operation.id);
    out.member("description", operation.description);
    out.member("url", operation.url);
    out.key("methods");
    out.array([&] { out.value(operation.method); });
    out.key("parameters");
    out.each(operation.parameters, [&](CapabilityParameter const& parameter) {
      out.object([&] {
        out.member("name", parameter.name);
        out.member("type", parameter.type);
        out.member("required", parameter.required);
      });
    });
  });
}

void write_fields(Compact& out) {
  out.key("fields");
  out.each(kFields, [&](Field const& field) {
    out.object([&] {
      out.member("name", field.name);
      out.member("type", "string");
      out.member("queryable", field.queryable);
      out.member("filter", field.filter);
      if (field.name != "type") return;
      out.key("values");
      out.each(kTypes, [&](std::string_view type) { out.value(type); });
    });
  });
}

}  // namespace

std::string encode_capabilities(std::span<Capability const> operations, std::string_view version,
                                std::string_view addresses) {
  Compact out;
  out.object([&] {
    out.key("info");
    out.object([&] {
      out.member("name", "Service QPV");
      out.member("description", "Géocodage d’adresses, avec leur quartier prioritaire.");
    });
    out.key("api");
    out.object([&] {
      out.member("name", "rest");
      out.member("version", version);
    });
    out.key("operations");
    out.each(operations, [&](Capability const& operation) { write_operation(out, operation); });
    out.key("indexes");
    out.array([&] {
      out.object([&] {
        out.member("id", "address");
        out.member("description", addresses);
        write_fields(out);
      });
    });
  });
  return out.take();
}

}  // namespace qpv
