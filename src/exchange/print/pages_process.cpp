#include "exchange/print/pages_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>

#include "exchange/print/limits.hpp"
#include "exchange/print/page_picture.hpp"

namespace amparo::exchange {
namespace {

using std::chrono::steady_clock;

std::unexpected<Error> unreadable(const char* why) {
    return refuse(Errc::invalid, "errors.attachments.type", std::string("foreign pages: ") + why);
}

/// Both ends of a pipe for two; closed with the object.
class Ends {
  public:
    Ends() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0)
            throw Outage("socketpair");
    }
    Ends(const Ends&) = delete;
    Ends& operator=(const Ends&) = delete;
    ~Ends() {
        close_theirs();
        close(ends_[0]);
    }
    int ours() const { return ends_[0]; }
    int theirs() const { return ends_[1]; }
    void close_theirs() {
        if (ends_[1] >= 0) close(ends_[1]);
        ends_[1] = -1;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

/// The running program; ended and waited for by its destructor.
class Child {
  public:
    Child(const std::filesystem::path& program, std::string word, int end) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        auto path = program.string();
        std::array<char*, 3> words{path.data(), word.data(), nullptr};
        std::array<char*, 1> no_environment{nullptr};
        is_running_ = posix_spawn(&id_, path.c_str(), &actions, nullptr, words.data(),
                                  no_environment.data()) == 0;
        posix_spawn_file_actions_destroy(&actions);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (!is_running_) return;
        kill(id_, SIGKILL);
        static_cast<void>(wait());
    }
    bool is_running() const { return is_running_; }
    /// Whether it ended by itself and well.
    bool wait() {
        int status = 0;
        is_running_ = false;
        return waitpid(id_, &status, 0) == id_ && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

  private:
    pid_t id_ = -1;
    bool is_running_ = false;
};

/// Sends the order and takes the answer until the other end closes; false when it takes too long
/// or says too much.
class Exchange {
  public:
    Exchange(int end, const std::string& order)
        : end_(end), order_(order), deadline_(steady_clock::now() + limits::foreign_seconds_max) {}

    bool run() {
        while (wait_for_turn()) {
            if ((ready_ & POLLOUT) != 0 && !send_some()) return false;
            if ((ready_ & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
            std::array<char, 65536> buffer{};
            const auto size = recv(end_, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (size == 0) return true;
            if (size < 0 && errno != EAGAIN && errno != EINTR) return false;
            if (size > 0) answer_.append(buffer.data(), static_cast<std::size_t>(size));
            if (answer_.size() > limits::foreign_answer_bytes_max) return false;
        }
        return false;
    }
    std::string take_answer() { return std::move(answer_); }

  private:
    bool wait_for_turn() {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - steady_clock::now());
        if (left.count() <= 0) return false;
        const bool has_more = sent_ < order_.size();
        pollfd wanted{.fd = end_,
                      .events = static_cast<short>(has_more ? POLLIN | POLLOUT : POLLIN),
                      .revents = 0};
        const int found = poll(&wanted, 1, static_cast<int>(left.count()));
        ready_ = wanted.revents;
        return found > 0 || (found < 0 && errno == EINTR);
    }

    bool send_some() {
        const auto size =
            send(end_, order_.data() + sent_, order_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0) return errno == EAGAIN || errno == EINTR;
        sent_ += static_cast<std::size_t>(size);
        if (sent_ == order_.size()) shutdown(end_, SHUT_WR);
        return true;
    }

    int end_;
    const std::string& order_;
    steady_clock::time_point deadline_;
    std::size_t sent_ = 0;
    int ready_ = 0;
    std::string answer_;
};

std::string order_of(const std::string& ours, const std::vector<ForeignDocument>& theirs,
                     const PageArea& area) {
    auto order = std::to_string(ours.size());
    for (const auto measure : {area.left, area.bottom, area.width, area.height})
        order += " " + std::to_string(measure);
    for (const auto& their : theirs)
        order += " " + std::to_string(their.first_page) + " " + std::to_string(their.pdf.size());
    order += "\n" + ours;
    for (const auto& their : theirs) order += their.pdf;
    return order;
}

}  // namespace

Result<std::string> PagesProcess::answer_to(const char* word, const std::string& order) const {
    if (program_.empty()) return unreadable("no program");
    Ends ends;
    Child child(program_, word, ends.theirs());
    if (!child.is_running()) return unreadable("not started");
    ends.close_theirs();
    Exchange exchange(ends.ours(), order);
    if (!exchange.run()) return unreadable("broken off");
    if (!child.wait()) return unreadable("failed");
    return exchange.take_answer();
}

Result<std::size_t> PagesProcess::count(const std::string& pdf) const {
    AMPARO_TRY(
        const auto answer,
        answer_to(foreign_pages_word, order_of("", {{.first_page = 0, .pdf = pdf}}, PageArea{})));
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), count);
    if (error != std::errc{} || end != answer.data() + answer.size()) return unreadable("answer");
    return count;
}

Result<std::string> PagesProcess::draw(const std::string& ours,
                                       const std::vector<ForeignDocument>& theirs,
                                       const PageArea& area) const {
    AMPARO_TRY(auto answer, answer_to(foreign_pages_word, order_of(ours, theirs, area)));
    if (!answer.starts_with("%PDF-")) return unreadable("answer");
    return answer;
}

Result<PagesProcess::PagePicture> PagesProcess::picture(const std::string& pdf, std::size_t page,
                                                        int side_max) const {
    const auto order = std::to_string(page) + " " + std::to_string(side_max) + "\n" + pdf;
    AMPARO_TRY(auto answer, answer_to(page_picture_word, order));
    PagePicture picture;
    const auto* last = answer.data() + answer.size();
    const auto [end, error] = std::from_chars(answer.data(), last, picture.pages);
    if (error != std::errc{} || end == last || *end != '\n') return unreadable("answer");
    picture.jpeg.assign(end + 1, last);
    // The other end may have been led astray: a browser is to get a picture or nothing.
    if (!picture.jpeg.empty() && !picture.jpeg.starts_with("\xff\xd8\xff"))
        return unreadable("answer");
    return picture;
}

}  // namespace amparo::exchange
