#include "tests/cli/write_load.hpp"

#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "base/id.hpp"
#include "http/client_test_support.hpp"
#include "tests/cli/program.hpp"

namespace amparo::testing {

namespace {

constexpr std::chrono::seconds patience{60};
// Enough to have writes under way at any moment, and not so many that nothing else has a turn.
constexpr std::chrono::milliseconds pause{5};

std::string request_for(const std::string& body) {
    return "POST /api/v2/cases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " +
           crypto::base64("admin:" + std::string(chosen_password)) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

}  // namespace

WriteLoad::WriteLoad(std::uint16_t port, int writers) {
    for (int i = 0; i < writers; ++i) threads_.emplace_back([this, port] { work(port); });
}

void WriteLoad::wait_for(std::size_t count) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (acknowledged().size() < count && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ASSERT_GE(acknowledged().size(), count);
}

void WriteLoad::stop() {
    is_stopping_ = true;
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::vector<std::string> WriteLoad::acknowledged() const {
    const std::scoped_lock lock(mutex_);
    return acknowledged_;
}

std::vector<int> WriteLoad::refusals() const {
    const std::scoped_lock lock(mutex_);
    return refusals_;
}

void WriteLoad::work(std::uint16_t port) {
    try {
        http::RawClient connection(port);
        while (!is_stopping_) {
            std::string id;
            {
                const std::scoped_lock lock(mutex_);
                id = RecordId::random(random_).text();
            }
            connection.send(request_for(new_case(id)));
            const auto response = connection.read_response();
            if (response.status == 0) return;
            note(response.status, id);
            if (response.header("Connection") == "close") return;
            std::this_thread::sleep_for(pause);
        }
    } catch (const std::runtime_error&) {
        return;  // the server is gone
    }
}

void WriteLoad::note(int status, const std::string& id) {
    const std::scoped_lock lock(mutex_);
    if (status == created) {
        acknowledged_.push_back(id);
    } else {
        refusals_.push_back(status);
    }
}

}  // namespace amparo::testing
