#pragma once

#include <chrono>
#include <string>

#include "cli/console.hpp"
#include "store/maintenance.hpp"

namespace amparo::cli {

/// Says how far long work has come, on standard error, once it lasts over two seconds.
class ProgressLine {
  public:
    /// `what` is the key of a text with {done} and {total}.
    ProgressLine(const Console& console, std::string what);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void update(std::size_t done, std::size_t total);
    /// For functions that report their progress; must not outlive this.
    store::Progress reporter();

  private:
    const Console& console_;
    std::string what_;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point shown_;
    bool visible_ = false;
};

}  // namespace amparo::cli
