#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace amparo::testing {

/// A PostgreSQL server of the tests' own: data in a temporary folder, no network, only a socket in
/// that folder, no fsync. It ends with the process that started it, whatever ends that.
class PostgresServer {
  public:
    /// Makes and starts one. Throws with a plain reason when PostgreSQL is not installed.
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The one server of this test run, started when first asked for.
    static PostgresServer& shared();

    /// The URL of a new, empty database.
    std::string new_database();
    /// Stops the server at once, as a crash would; start() brings it back with its data, and does
    /// nothing while it runs.
    void stop();
    void start();

  private:
    std::string url_of(const std::string& database) const;
    void create_cluster();
    void wait_until_ready();
    pid_t run(const std::string& program, const std::vector<std::string>& arguments) const;

    TemporaryFolder folder_;
    std::filesystem::path programs_;
    pid_t server_ = -1;
    int databases_ = 0;
};

}  // namespace amparo::testing
