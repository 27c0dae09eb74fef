#include "tests/support/scanner.hpp"

#include <sys/socket.h>
#include <unistd.h>

namespace amparo::testing {
namespace {

std::string take(int connection, std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t got = 0;
    while (got < count) {
        const auto now = read(connection, bytes.data() + got, count - got);
        if (now <= 0) break;
        got += static_cast<std::size_t>(now);
    }
    bytes.resize(got);
    return bytes;
}

std::string take_command(int connection) {
    std::string command;
    for (auto letter = take(connection, 1); letter.size() == 1 && letter.front() != '\0';
         letter = take(connection, 1))
        command += letter;
    return command;
}

std::string take_stream(int connection) {
    std::string heard;
    while (true) {
        const auto head = take(connection, 4);
        std::size_t length = 0;
        for (const char byte : head) length = length << 8U | static_cast<unsigned char>(byte);
        if (head.size() < 4 || length == 0) return heard;
        heard += take(connection, length);
    }
}

bool say(int connection, const std::string& text) {
    return send(connection, text.c_str(), text.size() + 1, MSG_NOSIGNAL) > 0;
}

}  // namespace

FakeScanner::~FakeScanner() {
    {
        const std::scoped_lock lock(ending_);
        is_over_ = true;
    }
    ended_.notify_all();
    stop();
}

std::string FakeScanner::test_virus() {
    const std::string begin = R"(X5O!P%@AP[4\PZX54(P^)7CC)7})";
    return begin + "$EICAR-" + "STANDARD-" + "ANTIVIRUS-" + "TEST-FILE!" + "$H+H*";
}

void FakeScanner::talk(int connection) {
    const auto command = take_command(connection);
    if (manner_ == Manner::silent) return be_silent();
    if (command == "zPING") {
        say(connection, manner_ == Manner::unclear ? "UNKNOWN COMMAND" : "PONG");
    } else if (command == "zINSTREAM") {
        ++files_;
        answer(connection, manner_ == Manner::early_finder ? "" : take_stream(connection));
    }
}

void FakeScanner::answer(int connection, const std::string& heard) {
    const bool is_found = heard.find(test_virus()) != std::string::npos;
    const auto manner = manner_.load();
    if (manner == Manner::proper)
        say(connection, is_found ? "stream: Test-Signature FOUND" : "stream: OK");
    if (manner == Manner::unclear) say(connection, "INSTREAM size limit exceeded. ERROR");
    if (manner == Manner::early_finder) say(connection, "stream: Test-Signature FOUND");
    while (manner == Manner::endless) {
        const std::string much(4096, 'x');
        if (send(connection, much.data(), much.size(), MSG_NOSIGNAL) <= 0) return;
    }
}

void FakeScanner::be_silent() {
    std::unique_lock lock(ending_);
    ended_.wait(lock, [this] { return is_over_.load() || manner_ != Manner::silent; });
}

}  // namespace amparo::testing
