#include "tests/support/webhook_world.hpp"

#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"

namespace amparo::testing {

WorldOptions with_local_receivers(std::vector<std::string> more) {
    WorldOptions options{.settings = {"webhooks.allow_http=true",
                                      "webhooks.private_targets=127.0.0.0/8",
                                      "webhooks.timeout_seconds=1"}};
    options.settings.insert(options.settings.end(), more.begin(), more.end());
    return options;
}

void set_module_option(World& world, const std::string& option, json::Value value) {
    auto& database = world.deployment().database();
    const auto stored = database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto module,
                   store::find_document(transaction, records::module_kind, "primeromodule-cp"));
        AMPARO_REQUIRE(module.has_value());
        module->data["module_options"].as_object()[option] = value;
        AMPARO_CHECK(store::put_document(transaction, {.kind = module->kind,
                                                       .key = module->key,
                                                       .expected = module->revision,
                                                       .data = module->data,
                                                       .actor = "test",
                                                       .at = database.clock().now()}));
        return {};
    });
    ASSERT_TRUE(stored) << stored.error().message.key;
}

}  // namespace amparo::testing
