// Width and height out of the heads of pictures. Internal to server/files/.
#pragma once

#include "server/files/media_type.hpp"

namespace ramure::files {

struct PictureSize {
  std::uint32_t width = 0, height = 0;  // both 0: not found
};

PictureSize png_size(std::string_view head);
PictureSize gif_size(std::string_view head);
PictureSize webp_size(std::string_view head);
PictureSize jpeg_size(const ReadAt& read);  // as it is shown: turned as its Exif data says

}  // namespace ramure::files
