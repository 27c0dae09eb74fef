#include "tests/support/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace amparo::testing {

namespace {

constexpr std::chrono::seconds run_max{120};
constexpr std::chrono::milliseconds pause{10};

std::vector<std::string> merged(const Environment& changes) {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string line = *entry;
        const auto at = line.find('=');
        variables[line.substr(0, at)] = line.substr(at + 1);
    }
    for (const auto& [name, value] : changes) variables[name] = value;
    std::vector<std::string> lines;
    for (const auto& [name, value] : variables) {
        if (!value.empty()) lines.push_back(name + "=" + value);
    }
    return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

struct Pipe {
    int read = -1;
    int write = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
        read = ends[0];
        write = ends[1];
    }
};

}  // namespace

Process::Process(const std::string& program, const std::vector<std::string>& arguments,
                 const Environment& environment) {
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto lines = merged(environment);
    // Everything is made before the fork: the child may only call what is safe after it.
    const auto argv = pointers_to(words);
    const auto envp = pointers_to(lines);
    const Pipe output;
    const Pipe errors;
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("fork failed");
    if (child_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(output.write, STDOUT_FILENO);
        ::dup2(errors.write, STDERR_FILENO);
        ::execve(argv[0], argv.data(), envp.data());
        ::_exit(127);
    }
    ::close(output.write);
    ::close(errors.write);
    readers_.emplace_back([this, from = output.read] { gather(from, output_); });
    readers_.emplace_back([this, from = errors.read] { gather(from, errors_); });
}

Process::~Process() {
    if (!code_) {
        ::kill(child_, SIGKILL);
        int status = 0;
        ::waitpid(child_, &status, 0);
    }
    for (auto& reader : readers_) {
        if (reader.joinable()) reader.join();
    }
}

void Process::signal(int number) const {
    ::kill(child_, number);
}

Finished Process::wait(std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!ended()) {
        if (std::chrono::steady_clock::now() > until) return {-1, output(), errors()};
        std::this_thread::sleep_for(pause);
    }
    for (auto& reader : readers_) {
        if (reader.joinable()) reader.join();
    }
    return {*code_, output(), errors()};
}

bool Process::says(const std::string& text, std::chrono::seconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        const bool is_over = ended().has_value();
        if (output().find(text) != std::string::npos) return true;
        if (is_over) return false;
        std::this_thread::sleep_for(pause);
    }
    return false;
}

void Process::gather(int descriptor, std::string& into) {
    std::array<char, 4096> bytes{};
    while (true) {
        const auto size = ::read(descriptor, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) break;
        const std::scoped_lock lock(mutex_);
        into.append(bytes.data(), static_cast<std::size_t>(size));
    }
    ::close(descriptor);
}

std::string Process::read(const std::string& gathered) const {
    const std::scoped_lock lock(mutex_);
    return gathered;
}

std::optional<int> Process::ended() {
    int status = 0;
    if (!code_ && ::waitpid(child_, &status, WNOHANG) == child_)
        code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return code_;
}

Finished run(const std::string& program, const std::vector<std::string>& arguments,
             const Environment& environment) {
    return Process(program, arguments, environment).wait(run_max);
}

}  // namespace amparo::testing
