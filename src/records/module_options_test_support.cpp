#include "records/module_options_test_support.hpp"

#include <gtest/gtest.h>

#include "store/documents.hpp"

namespace amparo::records {

void set_module_options(RecordsWorld& world, std::string_view options) {
    const auto written = world.database().write([&](store::Transaction& transaction) {
        auto document = store::find_document(transaction, "module", "primeromodule-cp");
        auto data = (*document)->data;
        data["module_options"] = object_of(options);
        return store::put_document(transaction, {.kind = "module",
                                                 .key = "primeromodule-cp",
                                                 .data = std::move(data),
                                                 .actor = "system",
                                                 .at = world.clock.now()});
    });
    ASSERT_TRUE(written.has_value());
}

}  // namespace amparo::records
