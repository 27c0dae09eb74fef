#include "store/blobs.hpp"

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

class Blobs : public OnBothEngines {
  protected:
    BlobId new_blob() { return BlobId::random(world.random); }
    std::string noise(std::size_t size) {
        std::string bytes(size, '\0');
        world.random.fill(std::as_writable_bytes(std::span(bytes)));
        return bytes;
    }
    Result<> put(const BlobId& id, std::string_view bytes) {
        return write([&](Transaction& transaction) { return put_blob(transaction, id, bytes); });
    }
    Result<std::string> get(const BlobId& id, std::size_t bytes_max = 8U << 20) {
        return read([&](Snapshot& snapshot) { return blob_bytes(snapshot, id, bytes_max); });
    }
};
AMPARO_ON_BOTH_ENGINES(Blobs);

TEST_P(Blobs, KeepsBytesOfEverySizeAroundAChunk) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, blob_chunk_bytes - 1,
                                   blob_chunk_bytes, blob_chunk_bytes + 1, 3 * blob_chunk_bytes}) {
        const auto id = new_blob();
        const auto bytes = noise(size);
        ASSERT_TRUE(put(id, bytes));
        const auto found = get(id);
        ASSERT_TRUE(found) << size;
        EXPECT_TRUE(*found == bytes) << size;
    }
}

TEST_P(Blobs, PutsWhatWasPreparedOutsideTheTransaction) {
    const auto id = new_blob();
    const auto bytes = noise(2 * blob_chunk_bytes);
    const auto prepared = prepare_blob(*database, id, bytes);
    ASSERT_TRUE(write([&](Transaction& transaction) { return put_blob(transaction, prepared); }));
    EXPECT_TRUE(get(id).value() == bytes);
}

TEST_P(Blobs, StreamsChunksInOrder) {
    const auto id = new_blob();
    const auto bytes = noise(2 * blob_chunk_bytes + 10);
    ASSERT_TRUE(put(id, bytes));
    std::vector<std::size_t> sizes;
    std::string all;
    ASSERT_TRUE(read([&](Snapshot& snapshot) {
        return read_blob(snapshot, id, [&](std::string_view chunk) {
            sizes.push_back(chunk.size());
            all += chunk;
        });
    }));
    EXPECT_EQ(sizes, (std::vector<std::size_t>{blob_chunk_bytes, blob_chunk_bytes, 10}));
    EXPECT_TRUE(all == bytes);
}

TEST_P(Blobs, RefusesWhatIsAbsentTakenOrTooLarge) {
    EXPECT_EQ(get(new_blob()).error().code, Errc::not_found);
    const auto id = new_blob();
    ASSERT_TRUE(put(id, "hello"));
    EXPECT_EQ(put(id, "other").error().code, Errc::conflict);
    EXPECT_EQ(get(id, 4).error().code, Errc::too_large);
    EXPECT_EQ(get(id, 5).value(), "hello");
}

TEST_P(Blobs, RemovesABlobWithItsChunks) {
    const auto id = new_blob();
    ASSERT_TRUE(put(id, "hello"));
    const auto remove = [&] {
        return write([&](Transaction& transaction) { return remove_blob(transaction, id); });
    };
    ASSERT_TRUE(remove());
    EXPECT_EQ(get(id).error().code, Errc::not_found);
    EXPECT_EQ(remove().error().code, Errc::not_found);
    EXPECT_EQ(world.ask("SELECT COUNT(*) FROM blob_chunks"), "0");
}

TEST_P(Blobs, AreCountedTogetherInBytesAsTheyWerePut) {
    const auto total = [&] {
        return read([](Snapshot& snapshot) {
                   return Result<std::size_t>(blob_bytes_total(snapshot));
               })
            .value();
    };
    EXPECT_EQ(total(), 0u);
    const auto large = new_blob();
    ASSERT_TRUE(put(large, noise(blob_chunk_bytes + 7)));
    ASSERT_TRUE(put(new_blob(), std::string(100, 'a')));  // takes less room compressed
    EXPECT_EQ(total(), blob_chunk_bytes + 107);
    ASSERT_TRUE(write([&](Transaction& transaction) { return remove_blob(transaction, large); }));
    EXPECT_EQ(total(), 100u);
}

TEST_P(Blobs, RefusesChunksThatWereSwappedCutOrChanged) {
    const auto id = new_blob();
    const auto make = [&] {
        (void)write([&](Transaction& transaction) { return remove_blob(transaction, id); });
        ASSERT_TRUE(put(id, noise(2 * blob_chunk_bytes)));
    };
    for (const std::string change :
         {"UPDATE blob_chunks SET sealed = (SELECT sealed FROM blob_chunks WHERE number = 1) "
          "WHERE number = 0",
          "DELETE FROM blob_chunks WHERE number = 1", "UPDATE blobs SET size = size - 1",
          "UPDATE blobs SET chunks = 1", "UPDATE blobs SET chunks = 0, size = 0"}) {
        make();
        world.tamper(change);
        const auto found = get(id);
        ASSERT_FALSE(found) << change;
        EXPECT_EQ(found.error().code, Errc::invalid) << change;
    }
}

}  // namespace
}  // namespace amparo::store
