"""Patterns of text that publishers add to articles: disclaimers, copyright notices, invitations.

The patterns are compiled on first use, because the normalizer that needs them is optional.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_notice", "is_statement_label"]

_LONGEST: Final = 400
_SENTENCE_EDGE: Final = r"[。！!；;\n]+"

_STATEMENT: Final = r"""
    (?: (?: 本\w{0,4} | OFweek\w{0,6} )?
        (?: 版权 | 免责 | 郑重 | 特别 | 风险 | 法律 | 原创 | 转载 | 重要 | 作者 | 利益 ){0,3} 声明
    |   免责条款 | 版权说明 )
"""

_TEXT: Final = "(?: 本文 | 文章 | 文中 | 以上 | 上述 | 内容 | 所有 | 本 (?: 公众 )? [号站网] )"
_PICTURES: Final = (
    r"[文本以上部分所有其他中内的]{0,8} (?: 图片 | 配图 | 图文 | 素材 | 题图 | 插图 | 封面图 | 图 ) \w{0,6}?"
)
_LIBRARIES: Final = "(?: unsplash | pexels | pixabay | 视觉中国 | 图虫 \\w{0,2} | 摄图网 | IC \\s? photo )"
_INVITED: Final = (
    r"(?: (?: 欢迎 | 请 | 敬请 | (?: 更多 | 了解 | 获取 | 感兴趣 | 想 ) .{0,20} | 微信 | 点击 | 立即 | 快来 ) .{0,2} )?"
)
_SHARED: Final = "(?: 点个? )? (?: 赞 | 在看 | 转发 | 收藏 | 分享 | 评论 | 留言 )"
_PLEA: Final = "(?: 走起 | [吧哦哟呀啊哈~～] )?"

_NOTICE: Final = rf"""
    (?! \W* [图表]表? \s* \d )                                                          # 图1：风机 来源：网络，侵删
    \W*
    (?:
        (?: 版权所有 | 本文\w{{0,8}} | (?: 原创 )? (?: 文章 | 内容 | 作品 ) | 本\w{{0,6}}[网站号] )? \W?     # 未经授权，不得转载
        (?: 未经 | 未获 | 未得 ) .{{0,14}} (?: 授权 | 许可 | 允许 | 同意 ) .{{0,24}} (?: 转载 | 复制 | 使用 | 摘编 | 引用 ) (?! 他 ) .{{0,30}}
    |   (?: 未经 | 如需 | 如欲 | 若需 | 若要 | 欲 ) \w{{0,8}} 转载 .*                                    # 如需转载请联系
    |   (?: 本文\w{{0,10}} | 文章 | 图文 | (?: \w{{1,10}} \s )? 原创\w{{0,4}} | (?: 非 )? 商业 )? \W? (?: 欢迎 | 谢绝 | 禁止 | 严禁 | 请勿 )?
        (?: 个人 )? 转[载发] .{{0,12}} (?: 注明 | 标明 | 联系 | 授权 | 留言 | 出处 | 必究 ) .{{0,60}}
    |   (?: (?: 欢迎 | 谢绝 | 禁止 | 严禁 | 请勿 ) .{{0,12}} 转[载发] | 欢迎 .{{0,6}} 分享 ) .{{0,20}}
    |   本文 \w{{0,2}} [由为系是] [^，,]{{0,20}} 原创 \w{{0,4}}
    |   .{{0,12}} 侵权必究
    |   .{{0,40}} 侵权? [请立即可则必的，,\s]{{0,4}} (?: 联系 | 告知 | 删 ) .{{0,24}}                      # 侵删
    |   .{{0,40}} (?: 如 | 若 | 涉及 | 涉嫌 ) .{{0,12}} 侵[权犯] .{{0,24}} (?: 联系 | 告知 | 删 ) .{{0,24}}
    |   {_PICTURES} [均皆都]? (?: 来源 | 来自 | 源[于自] | 取自 ) [于自]? [：:]? \W? (?: 互联网 | 网络 | 公开\w{{2,4}} | {_LIBRARIES} ) .{{0,24}}
    |   (?: {_TEXT} .{{0,30}} | 仅供参考 \W )? 不 (?: 构成 | 作为 ) .{{0,14}} (?: 建议 | 意见 | 依据 | 承诺 | 邀约 ) .{{0,16}}
    |   (?: 股市 | 投资 | 市场 ) 有风险 .{{0,20}} | 投资者 应? 谨慎 .{{0,20}}
    |   {_TEXT} .{{0,20}} 仅供 .{{0,10}} (?: 参考 | 学习 | 交流 | 分享 ) .{{0,24}}
    |   {_TEXT} .{{0,16}} 代表 .{{0,16}} (?: 观点 | 立场 | 看法 | 意见 | 建议 ) .{{0,40}}
    |   (?: {_TEXT} | {_PICTURES} | 作品 )? .{{0,6}} 版权 [均皆]? [归属] (?! [谁哪何] ) .{{0,20}} (?: 所有 | (?: 作者 | 方 ) (?! 所有 ) ) (?! 的 ) .{{0,20}}
    |   版权所有 .{{0,30}}
    |   {_INVITED} (?: 关注 | 搜索 | 添加 ) .{{0,20}} (?: 公众号 | 微信号 | 服务号 | 订阅号 | 视频号 ) .{{0,40}}
    |   {_INVITED} (?: 长按 | 扫描 | 扫码 | 识别 | 扫一扫 ) .{{0,12}} (?: 二维码 | 关注 | 加入 | [入加]群 | 添加 ) (?! 即可 | [后成的是有也量率数功模] ) .{{0,40}}
    |   (?: 欢迎 | 点击 (?: [上下]方 )? (?: 蓝字 | [名卡]片 )? | 长按 ) 关注 (?: 我们 | [^，,的]{{0,10}} )
    |   关注 [^，,的]{{2,12}} [，,] (?: 了解 | 获取 | 查看 ) 更多 .{{0,20}} | (?: 欢迎 | 请 ) 添?加 .{{0,6}} 微信 .{{0,24}}
    |   (?: 本文 | 原文 | 文章 ) \w{{0,2}} 首发 [于自在] [^，,]{{0,24}}
    |   (?: (?: 商务 | 广告 | 媒体 | 内容 ) 合作 | 投稿 | 爆料 ) (?: 请 | \s*[：:/|｜] | 邮箱 | 微信 | 热线 | 联系 ) .{{0,40}}
    |   (?: 欢迎 | 想 )? (?: 加入 | 进入 ) .{{0,12}} 群 \W? 请? (?: 添加 | 加 | 联系 ) .{{0,24}}
    |   .{{0,10}} 点击 .{{0,6}} 阅读原文 .{{0,20}} | 阅读原文
    |   (?: .{{0,4}} (?: 喜欢 | 觉得 | 欢迎 ) .{{0,12}} )? {_SHARED} (?: [、，,\s和及+]{{1,3}} {_SHARED} ){{1,6}} (?: 三连 | 支持 | 一下 )? {_PLEA}
    |   (?: 喜欢 | 觉得 ) .{{0,12}} {_SHARED} (?: 支持 | 一下 )? {_PLEA}
    |   (?: (?: 推荐 | 相关 | 延伸 | 拓展 | 精彩 ) 阅读 | 往期 (?: 推荐 | 回顾 | 精彩 | 精选 | 文章 ) ) \s* [：:|｜] .{{1,45}}
    |   (?: THE \s+ )? END | (?: 全文 | 本文 )? 完
    |   The \s post \s .{{1,200}} \s appeared \s first \s on \s .{{1,80}}
    )
    \W*
"""


def is_notice(text: str) -> bool:
    """Return whether *text* is a statement behind its label, or each of its sentences is a notice or an invitation.

    Example:
        >>> is_notice("本文图片来源于网络，版权归原作者所有。如有侵权，请联系删除。")
        True
        >>> is_notice("法院认定，该公司未经授权转载文章。")
        False
    """
    if re.match(rf"\W*{_STATEMENT}(?:】|[」》]?\s*[：:])", text, re.VERBOSE):
        return True
    if len(text) > _LONGEST:
        return False
    text = re.sub(r"\A\W*(?:\w{0,12}声明|注|风险提示)\s*[：:]", "", text, count=1)
    is_one = re.compile(_NOTICE, re.IGNORECASE | re.VERBOSE).fullmatch
    sentences = [sentence for sentence in re.split(_SENTENCE_EDGE, text) if re.search(r"\w", sentence)]
    return bool(sentences) and all(is_one(sentence) or all(map(is_one, sentence.split("，"))) for sentence in sentences)


def is_statement_label(text: str) -> bool:
    """Return whether *text* is nothing but the label of a statement, such as ``免责声明``."""
    return len(text) <= _LONGEST and bool(re.fullmatch(rf"\W*{_STATEMENT}\W*", text, re.VERBOSE))
