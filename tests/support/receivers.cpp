#include "tests/support/receivers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "base/crypto.hpp"

namespace amparo::testing {
namespace {

/// Reads a line at a time from a connection.
class Lines {
  public:
    explicit Lines(int connection) : connection_(connection) {}
    /// Without its end; false at the end of the conversation.
    bool next(std::string& line) {
        line.clear();
        char c = 0;
        while (read(connection_, &c, 1) == 1) {
            if (c == '\n') return true;
            if (c != '\r') line += c;
        }
        return false;
    }
    std::string take(std::size_t count) {
        std::string bytes(count, '\0');
        std::size_t got = 0;
        while (got < count) {
            const auto now = read(connection_, bytes.data() + got, count - got);
            if (now <= 0) break;
            got += static_cast<std::size_t>(now);
        }
        bytes.resize(got);
        return bytes;
    }

  private:
    int connection_;
};

void say(int connection, const std::string& text) {
    const auto line = text + "\r\n";
    (void)!send(connection, line.data(), line.size(), MSG_NOSIGNAL);
}

/// "a@b" of "MAIL FROM:<a@b> SIZE=7".
std::string address_in(const std::string& line) {
    const auto begin = line.find('<');
    return line.substr(begin + 1, line.find('>') - begin - 1);
}

TakenMail read_message(Lines& lines) {
    TakenMail mail;
    std::string line;
    while (lines.next(line) && !line.empty()) mail.headers += line + "\n";
    std::string encoded;
    while (lines.next(line) && line != ".") encoded += line;
    mail.body = crypto::from_base64(encoded).value_or("?");
    return mail;
}

}  // namespace

Receiver::Receiver() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): the interface of sockets
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    if (bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0 ||
        getsockname(listener_, generic, &size) != 0) {
        throw std::runtime_error("no port for a receiver");
    }
    port_ = ntohs(address.sin_port);
}

Receiver::~Receiver() {
    close(listener_);
}

void Receiver::start() {
    thread_ = std::thread([this] {
        while (true) {
            const int connection = accept(listener_, nullptr, nullptr);
            if (connection < 0) return;
            talk(connection);
            close(connection);
        }
    });
}

void Receiver::stop() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
}

std::vector<TakenMail> MailReceiver::mails() const {
    const std::scoped_lock lock(mutex_);
    return mails_;
}

void MailReceiver::answer_recipients_with(std::string reply) {
    const std::scoped_lock lock(mutex_);
    reply_ = std::move(reply);
}

int MailReceiver::conversations() const {
    const std::scoped_lock lock(mutex_);
    return conversations_;
}

void MailReceiver::talk(int connection) {
    std::string reply;
    {
        const std::scoped_lock lock(mutex_);
        ++conversations_;
        reply = reply_;
    }
    Lines lines(connection);
    TakenMail envelope;
    say(connection, "220 receiver ready");
    for (std::string line; lines.next(line);) {
        const auto word = line.substr(0, 4);
        if (word == "MAIL") envelope.from = address_in(line);
        if (word == "RCPT") envelope.to = address_in(line);
        if (word == "RCPT" && !reply.empty()) {
            say(connection, reply);
        } else if (word == "DATA") {
            say(connection, "354 go on");
            auto mail = read_message(lines);
            mail.from = envelope.from;
            mail.to = envelope.to;
            const std::scoped_lock lock(mutex_);
            mails_.push_back(std::move(mail));
            say(connection, "250 taken");
        } else if (word == "QUIT") {
            say(connection, "221 bye");
            return;
        } else {
            say(connection, "250 good");
        }
    }
}

std::vector<TakenPush> PushReceiver::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

void PushReceiver::answer_with(int status) {
    const std::scoped_lock lock(mutex_);
    status_ = status;
}

void PushReceiver::talk(int connection) {
    Lines lines(connection);
    TakenPush taken;
    std::size_t length = 0;
    for (std::string line; lines.next(line) && !line.empty();) {
        taken.head += line + "\n";
        if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
    }
    taken.body = lines.take(length);
    const std::scoped_lock lock(mutex_);
    requests_.push_back(std::move(taken));
    say(connection, "HTTP/1.1 " + std::to_string(status_) +
                        " Answer\r\nContent-Length: 0\r\nConnection: close\r\n");
}

}  // namespace amparo::testing
