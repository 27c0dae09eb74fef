#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace amparo::forms {

/// What a load finds wrong (nothing is loaded) and what it finds odd (reported only). A hostile
/// file cannot fill memory with findings: behind the limit they are counted, not kept.
class Findings {
  public:
    static constexpr std::size_t kept_max = 500;

    void error(std::string pointer, MessageKey key) {
        ++error_count_;
        if (errors_.size() < kept_max) errors_.push_back({std::move(pointer), std::move(key)});
    }
    void warning(std::string pointer, MessageKey key) {
        if (warnings_.size() < kept_max) warnings_.push_back({std::move(pointer), std::move(key)});
    }
    bool has_errors() const { return error_count_ > 0; }
    const std::vector<Problem>& errors() const { return errors_; }
    std::vector<Problem> take_warnings() { return std::move(warnings_); }

  private:
    std::size_t error_count_ = 0;
    std::vector<Problem> errors_;
    std::vector<Problem> warnings_;
};

}  // namespace amparo::forms
