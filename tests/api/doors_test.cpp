// Nobody who has not signed in gets behind any door of the interface but those the contract leaves
// open (records.md §2): every operation of api/openapi.yaml is tried.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

struct Operation {
    std::string method;
    std::string path;
    bool is_open = false;

    std::string name() const { return method + " " + path; }
};

std::string text_of(const std::string& file) {
    std::ifstream in(std::string(AMPARO_SOURCE_DIR) + "/" + file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The operations, by the shape of the file: paths two blanks in, methods four, `security` six.
std::vector<Operation> operations() {
    std::istringstream contract(text_of("api/openapi.yaml"));
    std::vector<Operation> found;
    std::string path;
    for (std::string line; std::getline(contract, line);) {
        if (line.starts_with("components:")) break;
        if (line.starts_with("  /") && line.ends_with(":")) path = line.substr(2, line.size() - 3);
        for (const std::string method : {"get", "post", "patch", "delete"}) {
            if (line == "    " + method + ":") found.push_back({.method = method, .path = path});
        }
        const bool may_be_anybody = line == "      security: []" || line == "        - {}";
        if (may_be_anybody) found.back().is_open = true;
    }
    return found;
}

/// Those that are described already and not built yet (tests/contract/untested.json), and what
/// never worked in Primero v2 and is nothing here (records.md §18).
std::set<std::string> not_built() {
    const auto untested = json::parse_object(text_of("tests/contract/untested.json"));
    const auto names = json::string_list(untested.value(), "not built yet");
    std::set<std::string> missing(names.begin(), names.end());
    for (const std::string type : {"incidents", "tracing_requests"})
        missing.insert("patch /api/v2/" + type + "/{record_id}/approvals/{approval_id}");
    return missing;
}

/// With a value for each parameter.
std::string filled(std::string path) {
    for (auto from = path.find('{'); from != std::string::npos; from = path.find('{')) {
        const auto to = path.find('}', from);
        const bool is_record = path.compare(from, 8, "{record_") == 0;
        path.replace(from, to - from + 1, is_record ? "7f0d7a6e-1111-4222-8333-944455566677" : "7");
    }
    return path;
}

TEST(Doors, AreClosedToWhoeverHasNotSignedIn) {
    World world;
    auto nobody = world.anonymous();
    const auto missing = not_built();
    std::size_t tried = 0;
    for (const auto& operation : operations()) {
        if (operation.is_open || !operation.path.starts_with("/api/")) continue;
        if (missing.contains(operation.name())) continue;
        auto method = operation.method;
        for (auto& letter : method) letter = static_cast<char>(letter - 'a' + 'A');
        const auto reply = nobody.send(method, filled(operation.path),
                                       method == "POST" || method == "PATCH" ? "{}" : "");
        EXPECT_EQ(reply.status, 401) << operation.name();
        ++tried;
    }
    EXPECT_GT(tried, 200U);
}

}  // namespace
}  // namespace amparo::testing
