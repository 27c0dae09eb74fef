#include "tests/support/postgres.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>
#include <vector>

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;

// Debian keeps each version's programs in a folder of its own; the newest is taken.
fs::path program_folder() {
    fs::path newest;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", missing)) {
        if (fs::exists(entry.path() / "bin/initdb")) {
            newest = std::max(newest, entry.path() / "bin");
        }
    }
    if (newest.empty()) throw std::runtime_error("the tests need the Debian package postgresql");
    return newest;
}

// The server refuses to run as root.
const passwd* server_account() {
    if (geteuid() != 0) return nullptr;
    const auto* account = getpwnam("postgres");
    if (account == nullptr) throw std::runtime_error("there is no account named postgres");
    return account;
}

void become(const passwd* account) {
    if (account == nullptr) return;
    if (setgroups(0, nullptr) != 0 || setgid(account->pw_gid) != 0 ||
        setuid(account->pw_uid) != 0) {
        _exit(126);
    }
}

void send_output_to(const fs::path& log) {
    const int descriptor = open(log.c_str(), O_CREAT | O_APPEND | O_WRONLY, 0666);
    if (descriptor < 0) return;
    dup2(descriptor, STDOUT_FILENO);
    dup2(descriptor, STDERR_FILENO);
}

bool ended_well(pid_t child) {
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

PostgresServer::PostgresServer() : programs_(program_folder()) {
    if (const auto* account = server_account(); account != nullptr) {
        if (chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0) {
            throw std::runtime_error("chown failed");
        }
    }
    create_cluster();
    start();
}

PostgresServer::~PostgresServer() {
    stop();
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    return server;
}

std::string PostgresServer::new_database() {
    const auto name = "test" + std::to_string(++databases_);
    auto* connection = PQconnectdb(url_of("postgres").c_str());
    auto* result = PQexec(connection, ("CREATE DATABASE " + name).c_str());
    const bool is_made = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    PQfinish(connection);
    if (!is_made) throw std::runtime_error("cannot create a database");
    return url_of(name);
}

void PostgresServer::stop() {
    if (server_ <= 0) return;
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
    server_ = -1;
}

void PostgresServer::start() {
    if (server_ > 0) return;
    const auto path = folder_.path().string();
    server_ =
        run("postgres", {"-D", path + "/data", "-k", path, "-c", "listen_addresses=", "-c",
                         "fsync=off", "-c", "max_connections=60", "-c", "deadlock_timeout=50ms"});
    wait_until_ready();
}

std::string PostgresServer::url_of(const std::string& database) const {
    return "postgresql:///" + database + "?user=amparo&host=" + folder_.path().string();
}

void PostgresServer::create_cluster() {
    const auto data = (folder_ / "data").string();
    if (!ended_well(run("initdb", {"-D", data, "-U", "amparo", "-A", "trust", "-E", "UTF8",
                                   "--locale=C.UTF-8", "--no-sync"}))) {
        throw std::runtime_error("initdb failed");
    }
}

void PostgresServer::wait_until_ready() {
    using namespace std::chrono_literals;
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (PQping(url_of("postgres").c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error("PostgreSQL does not start");
        }
        std::this_thread::sleep_for(20ms);
    }
}

pid_t PostgresServer::run(const std::string& program,
                          const std::vector<std::string>& arguments) const {
    const auto path = (programs_ / program).string();
    const auto log = folder_ / "log";
    const auto* account = server_account();
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    become(account);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    send_output_to(log);
    if (chdir("/") != 0) _exit(126);
    execv(path.c_str(), words.data());
    _exit(127);
}

}  // namespace amparo::testing
