// What a camera adds to a picture is gone, the picture itself is untouched (records.md §15).
#include "records/bare_picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/detail/orientation.hpp"
#include "records/media.hpp"

namespace amparo::records {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string png_start = "\x89PNG\r\n\x1a\n";

/// A grey picture of 16 by 8 points, as it is before anything is added.
std::string png_head() {
    return png_start + detail::png_part("IHDR", "\0\0\0\x10\0\0\0\x08\x08\0\0\0\0"s);
}
std::string png_picture() {
    const auto length = "\x88\0"s;  // 8 lines of 17 bytes, not compressed
    return detail::png_part(
        "IDAT", "\x78\x01\x01"s + length + "\x77\xff" + std::string(136, '\0') + "\0\x88\0\x01"s);
}
std::string png_end() {
    return detail::png_part("IEND", "");
}
std::string plain_png() {
    return png_head() + png_picture() + png_end();
}

std::string plain_jpeg() {
    return *shrink_image(plain_png(), 160);
}

std::string segment(char marker, const std::string& content) {
    const auto length = content.size() + 2;
    return std::string("\xff") + marker + static_cast<char>(length >> 8U) +
           static_cast<char>(length & 0xffU) + content;
}

/// Exif data of an invented camera: a side, and a place in a second directory.
std::string exif(char orientation) {
    return "II\x2a\0\x08\0\0\0"s + "\x02\0"s +
           "\x0f\x01\x02\0\x10\0\0\0\x26\0\0\0"s +                  // who made the camera
           "\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0"s +  // the side that is up
           "\0\0\0\0"s + "Invented Cameras" + "GPSLatitude 12.5";
}

std::string with_segments(const std::string& jpeg, const std::string& segments) {
    return jpeg.substr(0, 2) + segments + jpeg.substr(2);
}

struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

/// As the frame of a JPEG without other segments that look like one says.
Size size_of(const std::string& jpeg) {
    const auto frame = jpeg.find("\xff\xc0\0\x11\x08"s) == jpeg.npos
                           ? jpeg.find("\xff\xc0"s)
                           : jpeg.find("\xff\xc0\0\x11\x08"s);
    const auto two = [&](std::size_t at) {
        return static_cast<int>(detail::big_endian(jpeg.substr(at, 2)));
    };
    return {.width = two(frame + 7), .height = two(frame + 5)};
}

TEST(BarePicture, LosesWhatACameraAddsToAJpeg) {
    const auto plain = plain_jpeg();
    const auto bare = bare_picture(plain);
    ASSERT_TRUE(bare.has_value());
    const auto added = segment('\xe1', "Exif\0\0"s + exif(1)) +
                       segment('\xe1', "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta place/>"s) +
                       segment('\xe0', "JFXX\0\x10 a small copy"s) +
                       segment('\xe2', "MPF\0 where the other pictures are"s) +
                       segment('\xed', "Photoshop 3.0\0 a town"s) +
                       segment('\xfe', "taken at Lane 9") + segment('\xf0', "of no picture") +
                       segment('\xef', "of a phone");
    const auto cleaned = bare_picture(with_segments(plain, added) + "ftyp a film of a second");
    ASSERT_TRUE(cleaned.has_value());
    EXPECT_EQ(*cleaned, *bare) << "byte by byte the picture itself";
    EXPECT_EQ(*bare_picture(*cleaned), *cleaned) << "nothing is left to take";
}

TEST(BarePicture, KeepsColoursAndTheSideThatIsUp) {
    const auto plain = plain_jpeg();
    const auto colours = segment('\xe2', "ICC_PROFILE\0\x01\x01 colours"s);
    const auto adobe = segment('\xee', "Adobe\0\x64\0\0\0\0\x01"s);
    const auto turned = bare_picture(
        with_segments(plain, segment('\xe1', "Exif\0\0"s + exif(6)) + colours + adobe));
    ASSERT_TRUE(turned.has_value());
    EXPECT_THAT(*turned, HasSubstr(colours));
    EXPECT_THAT(*turned, HasSubstr(adobe));
    EXPECT_THAT(*turned, Not(HasSubstr("Invented")));
    EXPECT_THAT(*turned, Not(HasSubstr("GPS")));
    const auto kept = turned->find("Exif");
    ASSERT_NE(kept, turned->npos);
    EXPECT_EQ(detail::orientation_of(turned->substr(kept + 6)), 6);
    // Another reader turns the picture by what is left: 16 by 8 lies, 8 by 16 stands.
    EXPECT_EQ(size_of(*shrink_image(plain, 160)), (Size{16, 8}));
    const auto upright = bare_picture(with_segments(plain, segment('\xe1', "Exif\0\0"s + exif(6))));
    EXPECT_EQ(size_of(*shrink_image(*upright, 160)), (Size{8, 16}));
}

TEST(BarePicture, LosesTheSmallCopyInsideTheHeadOfAJpeg) {
    const auto plain = plain_jpeg();
    const auto head = "JFIF\0\x01\x02\0\0\x01\0\x01"s;
    const auto copy = segment('\xe0', head + "\x01\x01" + "RGB");
    const auto cleaned = bare_picture(with_segments(plain, copy));
    ASSERT_TRUE(cleaned.has_value());
    EXPECT_THAT(*cleaned, HasSubstr(segment('\xe0', head + "\0\0"s)));
    EXPECT_THAT(*cleaned, Not(HasSubstr("RGB")));
}

TEST(BarePicture, LosesWhatAProgramAddsToAPng) {
    const auto added = detail::png_part("tEXt", "Comment\0taken at Lane 9"s) +
                       detail::png_part("zTXt", "Place\0\0 packed"s) +
                       detail::png_part("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>"s) +
                       detail::png_part("tIME", "\x07\xea\x05\x04\x03\x02\x01"s) +
                       detail::png_part("eXIf", exif(1)) + detail::png_part("caBX", "who made it");
    const auto cleaned =
        bare_picture(png_head() + added + png_picture() + added + png_end() + "and a film");
    ASSERT_TRUE(cleaned.has_value());
    EXPECT_EQ(*cleaned, plain_png());
    const auto turned =
        bare_picture(png_head() + detail::png_part("eXIf", exif(8)) + png_picture() + png_end());
    EXPECT_EQ(*turned, png_head() + detail::png_part("eXIf", detail::only_orientation(8)) +
                           png_picture() + png_end());
}

TEST(BarePicture, KeepsHowASignatureWasDrawnAndNoOtherText) {
    const auto strokes = detail::png_part("tEXt", "strokes\0[[20,40,0,60,80,15]]"s);
    const auto words = detail::png_part("tEXt", "strokes\0by a person"s);
    const auto signature = png_head() + png_picture() + strokes + words + png_end();
    EXPECT_EQ(*bare_picture(signature, PictureExtras::strokes),
              png_head() + png_picture() + strokes + png_end());
    EXPECT_EQ(*bare_picture(signature), plain_png());
}

TEST(BarePicture, RefusesWhatCannotBeReadAndSoNotBeCleaned) {
    const auto jpeg = plain_jpeg();
    const auto refused = [](const std::string& bytes) {
        const auto cleaned = bare_picture(bytes);
        return !cleaned && cleaned.error().code == Errc::invalid;
    };
    EXPECT_TRUE(refused("\xff\xd8"));
    EXPECT_TRUE(refused("\xff\xd8\xff\xd9"));
    EXPECT_TRUE(refused(with_segments(jpeg, "GPSLatitude")));
    EXPECT_TRUE(refused(with_segments(jpeg, "\xff\xe1\0\x01"s)));
    EXPECT_TRUE(refused("\xff\xd8\xff\xe1\x7f\xff too short"s));
    EXPECT_TRUE(refused(with_segments(jpeg, jpeg)));
    EXPECT_TRUE(refused(png_start));
    EXPECT_TRUE(refused(png_head() + png_end()));
    EXPECT_TRUE(refused(png_head() + detail::png_part("NEED", "x") + png_picture()));
    EXPECT_TRUE(refused(png_head() + "\x7f\xff\xff\xfftEXtComment of a place"));
}

TEST(BarePicture, LeavesAPictureThatBrokeOffAndFilesOfOtherKinds) {
    const auto jpeg = plain_jpeg();
    const auto half = *bare_picture(jpeg.substr(0, jpeg.size() - 3));
    EXPECT_THAT(*bare_picture(jpeg), StartsWith(half));
    EXPECT_EQ(*bare_picture(png_head() + png_picture().substr(0, 60)),
              png_head() + png_picture().substr(0, 60));
    EXPECT_EQ(*bare_picture("%PDF-1.7 of one page"), "%PDF-1.7 of one page");
    EXPECT_EQ(*bare_picture(""), "");
}

TEST(BarePicture, ReadsTheSideOutOfBothOrdersOfBytesAndNothingElse) {
    for (char side = 2; side <= 8; ++side) {
        EXPECT_EQ(detail::orientation_of(exif(side)), side);
        EXPECT_EQ(detail::orientation_of(detail::only_orientation(static_cast<std::uint8_t>(side))),
                  side);
    }
    EXPECT_EQ(detail::orientation_of(exif(1)), std::nullopt) << "nothing to be kept";
    EXPECT_EQ(detail::orientation_of(exif(9)), std::nullopt);
    EXPECT_EQ(detail::orientation_of("II\x2a\0\xff\xff\xff\xff"s), std::nullopt);
    EXPECT_EQ(detail::orientation_of("II\x2a\0\x08\0\0\0\xff\xff"s), std::nullopt);
    EXPECT_EQ(detail::orientation_of("XX"), std::nullopt);
    EXPECT_EQ(detail::orientation_of(""), std::nullopt);
}

}  // namespace
}  // namespace amparo::records
