#include "cli/demo_configuration.hpp"

#include "access/seed.hpp"
#include "cli/config_file.hpp"
#include "cli/paths.hpp"
#include "forms/source.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"

namespace amparo::cli {
namespace {

/// Behind everything of the default configuration, whose lists are far shorter.
constexpr std::int64_t first_order = 10'000;

/// A list of the addition, and the member that names each of its objects.
struct Addition {
    std::string_view kind;
    const std::vector<json::Object>& objects;
};

Result<> put(store::Transaction& transaction, std::string_view kind, json::Object data,
             Instant at) {
    auto key = json::string_or(data, "unique_id");
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(kind),
                                                   .key = std::move(key),
                                                   .data = std::move(data),
                                                   .actor = "system",
                                                   .at = at}));
    return {};
}

/// An option list may replace one of the default configuration: violations are verified in other
/// steps than separations.
Result<> put_all(store::Transaction& transaction, const Addition& addition, Instant at) {
    auto order = first_order;
    for (const auto& object : addition.objects) {
        auto data = object;
        data["seed_order"] = order++;
        AMPARO_CHECK(put(transaction, addition.kind, std::move(data), at));
    }
    return {};
}

/// Sets options of a module that is there already.
Result<> set_options(store::Transaction& transaction, const json::Object& wanted, Instant at) {
    const auto id = json::string_or(wanted, "unique_id");
    AMPARO_TRY(auto stored, store::find_document(transaction, records::module_kind, id));
    AMPARO_REQUIRE(stored.has_value());
    auto& data = stored->data;
    const auto* before = json::find_object(data, "module_options");
    auto options = before == nullptr ? json::Object() : *before;
    if (const auto* more = json::find_object(wanted, "module_options")) {
        for (const auto& [key, value] : *more) options.insert_or_assign(key, value);
    }
    data["module_options"] = std::move(options);
    return put(transaction, records::module_kind, std::move(data), at);
}

Result<> put_definitions(store::Transaction& transaction, const forms::Definitions::Source& added,
                         const json::Object& options, Instant at) {
    const Addition additions[] = {{records::form_kind, added.forms},
                                  {records::lookup_kind, added.lookups},
                                  {records::module_kind, added.modules}};
    for (const auto& addition : additions) AMPARO_CHECK(put_all(transaction, addition, at));
    const auto* modules = json::find_array(options, "modules");
    if (modules == nullptr) return {};
    for (const auto& one : *modules) {
        if (const auto* wanted = one.if_object())
            AMPARO_CHECK(set_options(transaction, *wanted, at));
    }
    return {};
}

}  // namespace

Result<> add_demo_configuration(Deployment& deployment) {
    const auto directory = config_directory() / "demo" / "violations";
    AMPARO_TRY(const auto added, forms::load_addition_from(directory));
    AMPARO_TRY(const auto options, read_config_file(directory / "options.json"));
    access::DirectorySeed people;
    AMPARO_TRY(people.roles, read_config_file(directory / "roles.json"));
    AMPARO_TRY(people.user_groups, read_config_file(directory / "user_groups.json"));
    const auto now = deployment.clock().now();
    auto& database = deployment.database();
    AMPARO_CHECK(database.write([&](store::Transaction& transaction) {
        return put_definitions(transaction, added, options, now);
    }));
    // The roles spell out the forms that the definitions hold from now on.
    const auto definitions = deployment.definitions().snapshot();
    return database.write([&](store::Transaction& transaction) {
        return access::seed_directory(transaction, people, *definitions, now);
    });
}

}  // namespace amparo::cli
