#pragma once

#include <memory>

#include "records/dependencies.hpp"

namespace amparo::insight {

/// Asks for the dashboards of everybody who sees the whole country, once for each such role, so
/// that their counts stand in the index before anybody waits for them. How often it asked.
std::size_t ask_ahead(const records::Dependencies& on);

/// Does so at once and at the beginning of every minute, which is when the questions of dashboards
/// change, until it is destroyed. Rests while there are so few cases that nobody would notice.
class Forerunner {
  public:
    /// The dependencies outlive it; their index is loaded.
    explicit Forerunner(const records::Dependencies& on);
    ~Forerunner();
    Forerunner(const Forerunner&) = delete;
    Forerunner& operator=(const Forerunner&) = delete;

  private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace amparo::insight
