#include "tests/cli/program.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace amparo::testing {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds start_max{60};
constexpr std::chrono::seconds stop_max{30};

std::vector<std::string> serve_arguments(const fs::path& data, const ServeWith& with) {
    std::vector<std::string> arguments{"serve", "--data", data.string(), "--port", "0"};
    for (const auto& setting : quick_settings()) {
        arguments.emplace_back("--set");
        arguments.push_back(setting);
    }
    arguments.insert(arguments.end(), with.arguments.begin(), with.arguments.end());
    return arguments;
}

Environment with_extra(const Environment& extra) {
    auto environment = operator_environment();
    for (const auto& [name, value] : extra) environment[name] = value;
    return environment;
}

std::uint16_t port_in(const std::string& output) {
    const std::string before = "http://localhost:";
    const auto at = output.find(before);
    if (at == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::stoul(output.substr(at + before.size())));
}

/// An open database file; closed with the object.
class Sqlite {
  public:
    explicit Sqlite(const fs::path& data) {
        EXPECT_EQ(sqlite3_open((data / "amparo.db").c_str(), &handle_), SQLITE_OK);
        sqlite3_busy_timeout(handle_, 5000);
    }
    ~Sqlite() { sqlite3_close(handle_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    std::string run(const std::string& sql) {
        std::string first;
        char* error = nullptr;
        const auto keep_first = [](void* into, int, char** cells, char**) {
            auto& text = *static_cast<std::string*>(into);
            if (text.empty() && cells[0] != nullptr) text = cells[0];
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), keep_first, &first, &error), SQLITE_OK)
            << sql << ": " << (error == nullptr ? "" : error);
        sqlite3_free(error);
        return first;
    }

  private:
    sqlite3* handle_ = nullptr;
};

}  // namespace

Environment operator_environment() {
    return {{"AMPARO_ADMIN_PASSWORD", chosen_password},
            {"AMPARO_DEMO_PASSWORD", chosen_password},
            {"AMPARO_USER_PASSWORD", ""},
            {"LC_ALL", ""},
            {"LC_MESSAGES", ""},
            {"LANG", "C.UTF-8"},
            // A library that is preloaded comes before the sanitizer's own.
            {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

std::vector<std::string> quick_settings() {
    return {"password.memory_mib=8",    "password.operations=1",
            "limits.per_user_second=0", "limits.per_address_second=0",
            "signin.per_name_minute=0", "signin.per_address_minute=0"};
}

std::string program() {
    return AMPARO_PROGRAM;
}

Finished amparo(const std::vector<std::string>& arguments, const Environment& extra) {
    return run(program(), arguments, with_extra(extra));
}

Server::Server(const fs::path& data, const ServeWith& with)
    : process_(program(), serve_arguments(data, with), with_extra(with.environment)) {
    const bool is_ready =
        process_.says("http://localhost:", start_max) && process_.says("\n", start_max);
    EXPECT_TRUE(is_ready) << process_.output() << process_.errors();
    port_ = port_in(process_.output());
}

Client Server::as(const std::string& user_name, const std::string& password) const {
    Client client(port_);
    client.use_basic(user_name, password);
    return client;
}

Finished Server::stop(int signal) {
    process_.signal(signal);
    return process_.wait(stop_max);
}

void make_ready(const fs::path& data) {
    static const TemporaryFolder folder;
    static const fs::path made = [] {
        auto path = folder / "made";
        Server server(path, {.arguments = {"--cases", std::to_string(ready_cases)}});
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
        return path;
    }();
    fs::copy(made, data, fs::copy_options::recursive);
}

std::string new_case(const std::string& id) {
    return R"({"data":{"id":")" + id +
           R"(","module_id":"primeromodule-cp","name_first":"Noor","age":8,"sex":"female"}})";
}

std::vector<std::string> case_ids(Client& client) {
    std::vector<std::string> ids;
    for (int page = 1;; ++page) {
        const auto reply = client.get(
            "/api/v2/cases?fields=id&order_by=id&order=asc&per=500&page=" + std::to_string(page));
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto rows = reply.rows();
        for (const auto& row : rows) ids.push_back(json::string_or(row.get_object(), "id"));
        if (rows.size() < 500) break;
    }
    std::ranges::sort(ids);
    return ids;
}

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void tamper(const fs::path& data, const std::string& sql) {
    Sqlite(data).run(sql);
}

std::string ask(const fs::path& data, const std::string& sql) {
    return Sqlite(data).run(sql);
}

}  // namespace amparo::testing
