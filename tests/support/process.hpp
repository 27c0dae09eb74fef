#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace amparo::testing {

/// What is set in a process besides the environment of the tests; an empty value removes.
using Environment = std::map<std::string, std::string>;

/// A program that was run to its end.
struct Finished {
    int code = -1;  // 128 + signal when one ended it
    std::string output;
    std::string errors;
};

/// A program that runs beside the test. It is killed with the object, and with the test.
class Process {
  public:
    /// Starts it; what it writes is gathered.
    Process(const std::string& program, const std::vector<std::string>& arguments,
            const Environment& environment = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void signal(int number) const;
    /// Waits for its end, and gives what it left behind; code -1 when the time was not enough.
    Finished wait(std::chrono::seconds patience);
    /// Whether the text appeared on standard output before the process ended or the time was over.
    bool says(const std::string& text, std::chrono::seconds patience);
    /// What it has written until now.
    std::string output() const { return read(output_); }
    std::string errors() const { return read(errors_); }

  private:
    void gather(int descriptor, std::string& into);
    std::string read(const std::string& gathered) const;
    std::optional<int> ended();

    pid_t child_ = -1;
    std::optional<int> code_;
    mutable std::mutex mutex_;  // guards output_ and errors_
    std::string output_;
    std::string errors_;
    std::vector<std::thread> readers_;
};

/// Runs a program to its end.
Finished run(const std::string& program, const std::vector<std::string>& arguments,
             const Environment& environment = {});

}  // namespace amparo::testing
