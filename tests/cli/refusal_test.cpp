#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

/// What an operator reads, without the lines of the log.
std::string sentences_of(const std::string& errors) {
    std::string sentences;
    std::size_t at = 0;
    while (at < errors.size()) {
        const auto end = std::min(errors.find('\n', at), errors.size() - 1) + 1;
        if (errors[at] != '{') sentences += errors.substr(at, end - at);
        at = end;
    }
    return sentences;
}

/// Words that tell about our inside, or a text that is missing from the catalogues.
void expect_plain(const std::string& sentences) {
    EXPECT_THAT(sentences, Not(IsEmpty()));
    for (const auto* inside : {"errors.", "cli.", "doctor.", "std::", "terminate called", "what():",
                               ".cpp", "errno", "soci", "{field}", "{port}", "{present}"}) {
        EXPECT_THAT(sentences, Not(HasSubstr(inside)));
    }
}

class Refusals : public ::testing::Test {
  protected:
    void expect_refused(const std::vector<std::string>& arguments, int code,
                        const std::string& with, const Environment& environment = {}) {
        const auto end = amparo(arguments, environment);
        const auto sentences = sentences_of(end.errors);
        EXPECT_EQ(end.code, code) << end.errors;
        EXPECT_THAT(end.output, IsEmpty());
        EXPECT_THAT(sentences, HasSubstr(with));
        expect_plain(sentences);
    }
    void expect_start_refused(const std::vector<std::string>& more, const std::string& with,
                              const Environment& environment = {}) {
        // An option that is given again counts as given last.
        std::vector<std::string> arguments{"serve",  "--data", data.string(),
                                           "--port", "0",      "--no-demo"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        expect_refused(arguments, 1, with, environment);
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

TEST_F(Refusals, ACommandLineThatIsNotUnderstood) {
    expect_refused({}, 2, "Name a command");
    expect_refused({"frob"}, 2, "frob");
    expect_refused({"serve", "--prot", "9"}, 2, "--prot");
    expect_refused({"serve", "--port"}, 2, "--port needs a value");
    expect_refused({"serve", "--port", "seven"}, 2, "The value of --port");
    expect_refused({"serve", "--port", "65536"}, 2, "The value of --port");
    expect_refused({"serve", "--port=-1"}, 2, "The value of --port");
    expect_refused({"serve", "--cases=-1"}, 2, "The value of --cases");
    expect_refused({"backup"}, 2, "“file” is missing");
    expect_refused({"user", "add", "amina"}, 2, "“--full-name” is missing");
    expect_refused({"user"}, 2, "Name a command");
    EXPECT_FALSE(fs::exists(data)) << "nothing was made";
}

TEST_F(Refusals, ASettingThatIsUnknownOrWrong) {
    expect_start_refused({"--set", "server.prot=9000"}, "server.prot");
    expect_start_refused({"--set", "server.prot=9000"}, "The nearest is server.port.");
    expect_start_refused({}, "AMPARO_SERVER_PROT", {{"AMPARO_SERVER_PROT", "9000"}});
    expect_start_refused({}, "AMPARO_ADMIN_PASSWORD", {{"AMPARO_ADMIN_PASSWROD", "secret"}});
    expect_start_refused({"--set", "log.level=loud"}, "debug, info, warn, error, off");
    expect_start_refused({"--set", "server.port"}, "section.key=value");
    expect_start_refused({"--set", "server.port=many"}, "server.port must be a whole number");
    expect_start_refused({"--set", "server.port=65536"}, "server.port is outside its range");
    expect_start_refused({"--set", "demo.banner=perhaps"}, "demo.banner must be true or false");
    expect_start_refused({}, "server.port", {{"AMPARO_SERVER_PORT", "many"}});
    expect_start_refused({"--set", "server.trusted_proxies=somewhere"}, "server.trusted_proxies");
    expect_start_refused({"--set", "tls.certificate=/absent.pem"}, "tls.certificate");
    expect_start_refused({"--set", "database.url=mysql://here"}, "database.url");
}

TEST_F(Refusals, ASettingsFileThatCannotBeRead) {
    fs::create_directories(data);
    expect_start_refused({"--config", folder / "absent.toml"}, "absent.toml");
    std::ofstream(data / "amparo.toml") << "[server]\nport = 9000\nport 7\n";
    expect_start_refused({}, "amparo.toml:3");
    std::ofstream(data / "amparo.toml") << "[server]\nprot = 9000\n";
    expect_start_refused({}, "server.prot");
    std::ofstream(data / "amparo.toml") << "port = 9000\n";
    expect_start_refused({}, "port must be a section");
    std::ofstream(data / "amparo.toml") << "[server]\nport = [9000]\n";
    expect_start_refused({}, "server.port");
}

TEST_F(Refusals, ADirectoryThatCannotBeUsed) {
    std::ofstream(folder / "file") << "no directory";
    data = folder / "file";
    expect_start_refused({}, "file cannot be made");
    data = folder / "file" / "below";
    expect_start_refused({}, "below cannot be made");
    if (::geteuid() == 0) return;  // whom no rights stop
    data = folder / "closed";
    fs::create_directory(data);
    fs::permissions(data, fs::perms::none);
    expect_start_refused({}, "closed");
}

/// A listening socket of somebody else.
class TakenPort {
  public:
    TakenPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(socket_, plain, size), 0);
        EXPECT_EQ(::listen(socket_, 1), 0);
        EXPECT_EQ(::getsockname(socket_, plain, &size), 0);
        number_ = ntohs(address.sin_port);
    }
    ~TakenPort() { ::close(socket_); }
    TakenPort(const TakenPort&) = delete;
    TakenPort& operator=(const TakenPort&) = delete;
    std::string number() const { return std::to_string(number_); }

  private:
    int socket_;
    std::uint16_t number_ = 0;
};

TEST_F(Refusals, APortThatIsInUse) {
    make_ready(data);
    const TakenPort port;
    const auto before = content_of(data / "amparo.keys");
    expect_start_refused({"--port", port.number()}, "Port " + port.number() + " is in use");
    EXPECT_EQ(content_of(data / "amparo.keys"), before);
    Server server(data);
    auto admin = server.as("admin");
    EXPECT_EQ(case_ids(admin).size(), static_cast<std::size_t>(ready_cases));
}

TEST_F(Refusals, AKeyRingThatIsGone) {
    make_ready(data);
    fs::rename(data / "amparo.keys", folder / "saved");
    expect_start_refused({}, "amparo.keys is not");
    EXPECT_FALSE(fs::exists(data / "amparo.keys")) << "new keys would only hide the loss";
    for (const auto* command : {"verify", "rotate-key"})
        expect_refused({command, "--data", data.string()}, 1, "no key ring here");
    fs::rename(folder / "saved", data / "amparo.keys");
    EXPECT_EQ(amparo({"verify", "--data", data.string()}).code, 0);
}

TEST_F(Refusals, AKeyRingThatOthersCanReadOrThatIsSpoilt) {
    make_ready(data);
    fs::permissions(data / "amparo.keys", fs::perms::group_read, fs::perm_options::add);
    expect_start_refused({}, "can read the key ring");
    fs::permissions(data / "amparo.keys", fs::perms::group_read, fs::perm_options::remove);
    std::ofstream(data / "amparo.keys") << "{\"current\":\"a\"}";
    expect_start_refused({}, "not a key ring, or is damaged");
}

TEST_F(Refusals, TheKeysOfAnotherDatabase) {
    make_ready(data);
    const auto other = folder / "other";
    ASSERT_EQ(amparo({"init", "--data", other.string()}).code, 0);
    fs::copy_file(other / "amparo.keys", data / "amparo.keys",
                  fs::copy_options::overwrite_existing);
    expect_start_refused({}, "the key ring of another database");
}

TEST_F(Refusals, ADatabaseOfANewerVersion) {
    make_ready(data);
    tamper(data, "INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
    const auto newest = ask(data, "SELECT COUNT(*) FROM records");
    expect_start_refused({}, "newer version of Amparo (schema 9999");
    expect_refused({"verify", "--data", data.string()}, 1, "newer version");
    EXPECT_EQ(ask(data, "SELECT COUNT(*) FROM records"), newest) << "nothing was changed";
}

TEST_F(Refusals, AFileThatIsNoDatabase) {
    make_ready(data);
    std::ofstream(data / "amparo.db") << std::string(8192, 'x');
    expect_start_refused({}, "amparo.db: This file is not a database");
    fs::remove(data / "amparo.db");
    tamper(data, "CREATE TABLE of_another_program (a)");
    expect_start_refused({}, "belongs to another program");
}

TEST_F(Refusals, ADatabaseThatWasCutShort) {
    make_ready(data);
    fs::resize_file(data / "amparo.db", fs::file_size(data / "amparo.db") - 4096);
    expect_start_refused({}, "restore a backup");
}

}  // namespace
}  // namespace amparo::testing
