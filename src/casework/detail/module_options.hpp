#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::casework::detail {

/// What the module of a record sets, and behind it the system settings: programmes differ in
/// these, so they are configuration.
class ModuleOptions {
  public:
    ModuleOptions(const forms::Definitions& definitions, const json::Object& record);

    /// nullptr / empty / the fallback when neither says anything.
    const json::Object* object(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const;
    bool is_true(std::string_view name) const;
    std::int64_t integer(std::string_view name, std::int64_t fallback) const;

  private:
    const json::Value* find(std::string_view name) const;

    const json::Object* module_;
    const json::Object& system_;
};

}  // namespace amparo::casework::detail
