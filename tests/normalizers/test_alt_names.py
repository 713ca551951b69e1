"""``alt-text`` on file names, URLs, defaults and hints."""

from __future__ import annotations

import pytest

from ofweek_parse.normalizers.alt_names import is_default_name
from tests.making import article, figure, in_time, run


class TestNames:
    """What is a name or a default, and what is a description."""

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "image.png",
                "a b.JPEG",
                "640.webp",
                "微信图片_20210726.jpg",
                "风机.png?x-oss-process=resize",
                "a.jpg!w600",
            ),
            *(
                "图片1",
                "图片",
                "配图（2）",
                "微信截图_20210726093012",
                "企业微信截图_16272",
                "QQ截图20210726",
                "QQ图片2021",
            ),
            *(
                "截屏2021-07-26 上午9.30.12",
                "截屏2021-07-26 09.30.12",
                "截图 2021-07-26",
                "屏幕截图 2021年7月26日 093012",
            ),
            *(
                "屏幕快照 2021-07-26 下午3.04.05",
                "录屏2021-07-26",
                "Screenshot 2021-07-26 at 9.30.12 AM",
                "Screenshot_20210726",
            ),
            *(
                "Screen Shot 2021-07-26 at 9.30.12",
                "Snipaste_2021-07-26_09-30-12",
                "Xnip2021-07-26_09-30-12",
                "WechatIMG42",
            ),
            *(
                "CleanShot 2021-07-26 at 09.30.12@2x",
                "clip_image002",
                "clip_image002[4]",
                "image-20210726093012345",
                "image001",
            ),
            *(
                "IMG_E1234",
                "IMG-20210726-WA0003",
                "IMG_20210726_093012_BURST001",
                "_DSC1234",
                "_MG_1234",
                "DSC_0042.NEF",
            ),
            *(
                "CIMG0042",
                "SAM_0042",
                "GH010042",
                "PXL_20210726_093012345.MP",
                "VID_20210726_093012",
                "20210726_093012(0)",
                "DJI_20210726093012_0001_D",
                "FullSizeRender",
            ),
            *(
                "photo_5368324170671202286_y",
                "Image from iOS",
                "WhatsApp Image 2021-07-26 at 09.30.12",
                "Screenshot from 2021-07-26 09-30-12",
                "Annotation 2021-07-26 093012",
                "Bildschirmfoto 2021-07-26 um 09.30.12",
                "Captura de pantalla 2021-07-26 093012",
                "スクリーンショット 2021-07-26 9.30.12",
                "Greenshot 2021-07-26 09.30.12",
            ),
            *(
                "微信图片编辑_20210726093012",
                "lQLPJxaXyz1234567890abcdef",
                "Untitled design",
                "Untitled Diagram.drawio",
                "notion image",
                "Cover Image",
                "featured image",
                "thumbnail",
                "image-1024x768",
            ),
            *(
                "up-0123456789abcdef0123456789abcdef012",
                "photo-1501785888041-af3ef285b470",
                "istockphoto-123456-612x612",
                "wp-image-1234",
                "image.png (1)",
                "image.png|500",
                "ezgif.com-gif-maker",
                "giphy",
            ),
            *(
                "封面图",
                "头图",
                "题图",
                "动图封面",
                "缩略图",
                "点击并拖拽以移动",
                "图片发自简书App",
                "复制代码",
                "请在此添加图片描述",
                "点击查看图片来源",
            ),
            *(
                "R0001234",
                "_DSF1234",
                "DSCF1234_edited",
                "IMG_4032-scaled",
                "Screenshot_2021-07-26-09-30-12-123_com.tencent.mm",
                "QQ20210726-093012@2x",
                "PXL_20210726_093012345~2",
                "u=1234567890,1234567890&fm=26&gp=0",
                "wechat_20210726",
                "OIP-C",
            ),
            *("image alt text", "No alternative text description for this image", "[object Object]"),
            *(
                "Pasted image 20210726",
                "IMG_20210726_093012",
                "DSC_0042",
                "DSC01234",
                "mmexport1627263012345",
                "DJI_0042",
            ),
            *(
                "WX20210726-093012@2x",
                "企业微信20210726-093012",
                "WeChat Image_2021",
                "Jietu20210726-093012",
                "download (12)",
            ),
            *(
                "Screenshot_20210726-093012_WeChat",
                "P1010001",
                "unnamed",
                "未命名文件 (3)",
                "文章配图",
                "图表 1",
                "Chart 2",
                "矩形 3",
            ),
            *("640?wx_fmt=png", "640?wx_fmt=png&tp=webp", "640", "v2-0123456789abcdef0123456789abcdef_720w"),
            *("v2-0123456789abcdef_b", "v2-…_720w", "0123456789abcdef0123", "0123456789abcdef0123_w600"),
            *(
                "https://www.example.com/a/wind",
                "http://www.example.com/风机",
                "//img.example.com/a",
                "data:image/gif;base64,R0",
            ),
            *(
                "C:\\Users\\lin\\a.bmp.tmp",
                "file:///C:/wind",
                "blob:https://www.example.com/0-0",
                "1080x720",
                "2021-07-26 09:30",
            ),
            *(
                "点击查看大图",
                "请点击查看原图",
                "点击图片放大",
                "点击图片可查看大图",
                "查看大图",
                "加载中",
                "加载中…",
                "图片加载中...",
            ),
            *(
                "正在加载",
                "Loading...",
                "loading",
                "暂无图片",
                "在这里插入图片描述",
                "请输入图片描述",
                "图片说明",
                "[图片]",
                "【图片】",
            ),
            *(
                "image description",
                "Enter image description here",
                "Click to enlarge",
                "View full size image",
                "placeholder",
            ),
            *("无标题", "粘贴图片", "幻灯片 3", "Slide12", "0?wx_fmt=jpeg", "wx_fmt=png", "640?tp=webp&wxfrom=5"),
            *(
                "shutterstock_1234567890",
                "iStock-123456789",
                "AdobeStock_1234567",
                "pexels-photo-1234567",
                "VCG211234567",
            ),
        ],
    )
    def test_name(self, text: str) -> None:
        """Names of files, screenshots, cameras and editors, URLs and hints are no descriptions."""
        (image,) = run("alt-text", article("正文", figure(text))).images
        assert (image.alt, image.alt_verdict) == ("", "filename")

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "图片里的风机",
                "截图里的错误信息",
                "截屏的方法",
                "截屏快捷键是 Cmd+Shift+4",
                "2021年装机四十二台",
                "屏幕截图工具",
            ),
            *(
                "Screenshot of the settings page",
                "image of a turbine",
                "Figure of merit",
                "Loading dock",
                "loading a blade",
            ),
            *("点击率曲线", "点击按钮后的页面", "查看大图的按钮", "加载中的货车", "正在加载的卡车", "请看大图"),
            *(
                "Node.js",
                "https 握手的过程",
                "Click to enlarge your audience",
                "View of the valley",
                "v2-ray",
                "640 台风机",
            ),
            *(
                "风机 640x480 缩略图",
                "IO_stack",
                "block_data_units-c200",
                "Snipaste 的设置窗口",
                "图片描述模型的结构",
                "deadbeef",
            ),
            *(
                "微信群里的通知",
                "下载页面",
                "P 型半导体",
                "Capture the flag",
                "图表：装机量",
                "矩形叶片",
                "Chart of output",
                "image_system",
            ),
            *(
                "无标题音乐会",
                "粘贴图片的快捷键",
                "幻灯片里的公式",
                "Slide rule",
                "VCG 系列阀门",
                "Veer 24",
                "Shutterstock 的总部",
            ),
            *(
                "IMG 指令的用法",
                "Annotation processing",
                "Untitled goose game",
                "WhatsApp Image compression",
                "SAM 2",
                "GH200",
                "VID 和 PID",
                "DSC 芯片",
                "Photo finish",
            ),
            *(
                "notion image database",
                "cover image of the May issue",
                "Cover crops",
                "cover",
                "封面",
                "封面人物林小舟",
                "头图设计规范",
                "题图：林小舟",
                "logo",
                "Image 2021-wind",
            ),
            *(
                "复制代码按钮",
                "图片发自内心",
                "up-sampling block",
                "photo-realistic render",
                "giphy search page",
                "README.md",
                "a.mp4 的第一帧",
                "Screenshot from the game",
                "图1",
            ),
            *("1984", "12306", "QQ2021", "R0 值", "OIP 软件", "DSF"),
            *("The file a.png. And more", "文件（甲）", "照片墙", "C 大调"),
        ],
    )
    def test_description(self, text: str) -> None:
        """What begins like one and goes on is a description."""
        (image,) = run("alt-text", article("正文", figure(text))).images
        assert (image.alt, image.alt_verdict) == (text, "kept")

    @pytest.mark.parametrize(
        "text",
        [
            *("a" * 200_000, "1" * 200_000, "v2-" + "_720" * 60_000, "0f" * 100_000 + "!", "//" * 100_000),
            *("截屏" + " 1" * 100_000, "点击" * 100_000, "[" * 200_000, "c:\\" + "a" * 1_500, "v2-" + "_b" * 900 + "!"),
            "截屏" + "at" * 900 + "!",
        ],
    )
    def test_time(self, text: str) -> None:
        """A long text is looked at once."""
        with in_time(0.5):
            is_default_name(text)
