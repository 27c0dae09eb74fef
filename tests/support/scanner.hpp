#pragma once

#include <atomic>
#include <condition_variable>
#include <string>

#include "tests/support/receivers.hpp"

namespace amparo::testing {

/// A clamd that finds the standard test file of scanners and nothing else, or behaves badly.
class FakeScanner final : public Receiver {
  public:
    enum class Manner {
        proper,
        silent,        // takes everything and never answers
        endless,       // answers without end
        unclear,       // "INSTREAM size limit exceeded. ERROR"
        hangs_up,      // says nothing and goes
        early_finder,  // calls it a virus before it has heard the end
    };
    FakeScanner() { start(); }
    ~FakeScanner() override;
    void behave(Manner manner) { manner_ = manner; }
    /// "127.0.0.1:…"
    std::string address() const { return "127.0.0.1:" + std::to_string(port()); }
    /// How many files it was handed.
    int files() const { return files_; }

    /// The standard test file of scanners, in which nothing is dangerous; put together here so that
    /// no scanner stumbles over this file.
    static std::string test_virus();

  private:
    void talk(int connection) override;
    void answer(int connection, const std::string& heard);
    void be_silent();

    std::atomic<Manner> manner_ = Manner::proper;
    std::atomic<int> files_ = 0;
    std::atomic<bool> is_over_ = false;
    std::condition_variable ended_;
    std::mutex ending_;
};

}  // namespace amparo::testing
