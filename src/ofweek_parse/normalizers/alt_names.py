"""Recognizing file names and default texts of editors and sites in alternative texts."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_default_name"]

_LONGEST: Final = 2000
"""Characters of a URL that is looked at."""

_FILE_NAME: Final = re.compile(
    r"""
    [^\n。！？；，,：:]{0,80}
    \. (?i: png | jpe?g | jfif | gif | webp | bmp | svg | tiff? | hei[cf] | avif | ico | nef | cr[23] | arw | dng | psd | mp4 | mov
        | drawio | image )
    (?: [?!@\#|] [^\s。！？；，]*           # what an image server or an editor is asked for
      | \s? \( \d{1,3} \) )?             # another of that name
    """,
    re.VERBOSE,
)
_URL: Final = re.compile(
    r"(?: (?:https?:)? // | data:image/ | blob: | file:/ | [a-z]:\\ (?=\S*[.\\]) ) \S+", re.IGNORECASE | re.VERBOSE
)
_CHINESE: Final = r"""
    (?: 文章 | 正文 | 新闻 | 默认 )? 图片 | 图像 | 插图 | (?:文章)? 配图 | [头题首组]图 | 封面图 | 动图封面 | 缩略图 | 照片
    | 未命名 (?:文件|图片)? | [未无]标题 | 粘贴 (?:图片|图像)
    | (?: 微信 | 企业微信 | QQ | QQ浏览器 | TIM | 钉钉 | 飞书 )? (?: 图片 (?:编辑)? | 截图 | 截屏 | 录屏 )
    | 屏幕截图 | 屏幕快照 | 屏幕录制
"""
_ENGLISH: Final = r"""
    images? | img | pic | picture | photo | figure | thumbnail | file | undefined | null | unnamed | giphy
    | untitled (?: \s (?:design|diagram) )?
    | (?: clip_? | wp- | (?:pasted|whatsapp|notion|cover|featured?|header|hero|banner|thumbnail|post|article) [ _-]? )? image
    | image \s from \s ios | mmexport | wx_camera | wx_article | wechat [ _]? (?:img|image|screenshot)
    | screen[ _-]?shot (?:\sfrom)? | screen[ _-]recording | bildschirmfoto | captura \s de \s pantalla | スクリーンショット
    | snipaste | xnip | cleanshot | greenshot
"""
_CAMERA: Final = r"""
    _?dsc | dscn | dscf | pxl | mvimg | gopr | dji | fullsizerender
    | (?: _mg_ | img_e | _?dsf | cimg | sam_ | vid_ | r00 | g[hx]\d\d ) (?=\d{4}) | p (?=\d{7})
"""
_WITH_NUMBER: Final = r"""
    (?: wx | lark | 飞书 | 钉钉 | 企业微信 | 微信 | wechat | ishot | jietu | pixpin | capture | annotation | 捕获 ) (?= [\s_\-(（]* \d{4} )
    | qq (?= \d{8} )
    | (?: download | 下载 | 图表 | 图示 | 图形 | 矩形 | 文本框 | chart | object ) (?= [\s(（]* \d )
    | (?: 幻灯片 | slide ) (?= \s? \d )
    | (?: shutterstock | i?stock(?:photo)? | adobe_?stock | gettyimages | fotolia | depositphotos | dreamstime
        | pexels(?:-photo)? | pixabay | veer | vcg ) (?= [\s_-]? \d{5} )     # a stock agency's
"""
_NUMBER_OR_TIME: Final = r"""
    [\s_\-(（\[]*
    (?: [\d_\-.:~\s()（）\[\]上下午年月日时分秒] | (?<=\d) x (?=\d) | at | um | am | pm | @[23]x )*
    (?: (?<=\d{6}) [_.-] [A-Za-z]{1,20} \d{0,4} | (?<=\d{4}) [_-] (?: edited | scaled | copy | [A-Za-z] )
      | (?<=\d{3}) _com\.[A-Za-z.]{2,40} )?                        # of an app, a camera, a site
"""
_DEFAULT: Final = re.compile(
    rf"""
    (?: {_CHINESE} | {_ENGLISH} | {_CAMERA} | {_WITH_NUMBER} ) {_NUMBER_OR_TIME}
    | [\d_\-]{{6,}} (?: \( \d{{1,3}} \) )? | \d{{4}}-\d\d-\d\d [\d\s_\-.:]*   # a number, a date
    | \d{{2,5}} [x×*] \d{{2,5}}                                         # a size
    | (?: 640 | (?: \d{{1,4}} \? )? (?: wx_fmt | tp ) =\S* )            # a picture of WeChat's
    | v2-\S* _ (?: \d+w | hd | [a-z]{{1,2}} )                           # one of Zhihu's
    | photo-\d{{10,}}-[0-9a-f]{{8,}}                                     # of Unsplash's
    | u=\d{{6,}},\d{{6,}}&\S* | src=https?_\S* | oip (?:-c)? | timg      # of Baidu's, of Bing's
    | lqlp \w{{12,}}                                                    # of DingTalk's
    | ezgif (?: \.com | -\d ) [\w.-]{{0,40}}                            # of a converter's
    | (?: v2- | up- )? [0-9a-f]{{16,}} (?: [_\-!@] \w{{1,12}} ){{0,3}}    # a hash
    | [0-9a-f]{{8}} (?:-[0-9a-f]{{4}}){{3}} -[0-9a-f]{{12}}               # a UUID
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINT: Final = re.compile(
    r"""
    请? (?: 在?这里 | 在此处? )? (?: 插入 | 输入 | 添加 | 填写 | 写 )? 图片 (?: 描述 | 说明 | 标题 | 注释 )  # an editor's hint
    | (?: insert | enter ) \s (?:image|picture) \s description (?:\shere)?
    | (?: image | picture ) \s (?: description | placeholder | alt (?:\stext)? ) | alt (?:\stext)? | placeholder (?:\simage)?
    | (?: 请?点击 | 单击 | 轻触 ) (?: 图片 | 此处 | 这里 )? (?: 可以? | 即可 )?
        (?: 查看 | 放大 | 打开 | 显示 | 浏览 | 预览 | 加载 | 看 ) (?: 高清 )? (?: 大图 | 原图 | 全图 | 图片 )?
    | 点击查看图片来源 | 点击并拖拽以移动 | 复制代码 | 图片发自 \s? 简书 \s? app
    | 查看 (?: 高清 )? (?: 大图 | 原图 | 图片 )
    | click \s (?:here\s)? to \s (?: enlarge | zoom | expand | view ) (?: \s(?:the\s)? (?:(?:full|large|larger|original)[ -])? (?:size\s)? (?:image|picture|size) )?
    | view \s (?: full | larger? | original ) (?:[ -]size)? (?:\simage)?
    | no \s alternative \s text \s description \s for \s this \s image | object \s object
    | 图?片? (?:正在)? (?:努力)? 加载中 | 正在加载 (?:图片)? | (?:图片)? 加载失败 | 暂无图片 | loading (?:\simage)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AROUND: Final = "[]【】()（）<> \t\n.…。！!"


def is_default_name(text: str) -> bool:
    """Return whether *text* is a file's name, a URL, or an editor's or a site's default.

    Example:
        >>> is_default_name("微信图片_20210726.jpg"), is_default_name("点击查看大图"), is_default_name("山谷里的风机")
        (True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    if _FILE_NAME.fullmatch(text):
        return ". " not in text
    if _DEFAULT.fullmatch(text) or _URL.fullmatch(text):
        return True
    name = text.strip(_AROUND)
    return bool(_HINT.fullmatch(name) or (name != text and _DEFAULT.fullmatch(name)))
