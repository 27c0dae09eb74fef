#include "tests/support/stored_records.hpp"

#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "store/records.hpp"

namespace amparo::testing {

void overwrite(World& world, const std::string& id, const json::Object& fields) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto record, store::find_record(transaction, *RecordId::parse(id)));
        for (const auto& [key, value] : fields) record->data[key] = value;
        AMPARO_CHECK(store::put_record(transaction, {.id = record->id,
                                                     .type = record->type,
                                                     .expected = record->revision,
                                                     .data = record->data,
                                                     .actor = "test",
                                                     .action = "update",
                                                     .at = database.clock().now()}));
        return {};
    }));
}

}  // namespace amparo::testing
