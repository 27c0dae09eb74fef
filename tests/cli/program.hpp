#pragma once

#include <filesystem>

#include "tests/support/client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::testing {

/// The password that the tests choose for everyone.
inline constexpr const char* chosen_password = "Practice-only-9271";
/// The cases of a ready deployment.
inline constexpr int ready_cases = 12;

/// The environment of an operator who chose the passwords and reads English.
Environment operator_environment();
/// Settings that make hashing cheap and lift the limits on requests.
std::vector<std::string> quick_settings();

/// The program under test.
std::string program();
/// Runs a command of the program to its end, as an operator.
Finished amparo(const std::vector<std::string>& arguments, const Environment& extra = {});

/// How a server differs from the usual one.
struct ServeWith {
    std::vector<std::string> arguments = {};
    Environment environment = {};
};

/// The real program, serving a data directory on a free port.
class Server {
  public:
    /// Starts it and waits for the line with its address; fails the test when that does not come.
    explicit Server(const std::filesystem::path& data, const ServeWith& with = {});

    std::uint16_t port() const { return port_; }
    /// Somebody who says who they are with every request.
    Client as(const std::string& user_name, const std::string& password = chosen_password) const;
    Process& process() { return process_; }
    /// Sends the signal and waits for the end.
    Finished stop(int signal);

  private:
    Process process_;
    std::uint16_t port_ = 0;
};

/// A deployment with demo people and ready_cases cases, made once and copied to `data`.
void make_ready(const std::filesystem::path& data);

/// A request for a new case with this id.
std::string new_case(const std::string& id);
/// What the server answers to it.
inline constexpr int created = 204;
/// The ids of all cases, sorted; page by page.
std::vector<std::string> case_ids(Client& client);
/// All that is in a file.
std::string content_of(const std::filesystem::path& file);
/// Changes a database behind the server's back.
void tamper(const std::filesystem::path& data, const std::string& sql);
/// The first cell of the first row.
std::string ask(const std::filesystem::path& data, const std::string& sql);

}  // namespace amparo::testing
